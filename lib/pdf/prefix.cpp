#include "pdf/prefix.hpp"

#include "pdf/about.hpp"
#include "pdf/embed.hpp"

namespace sctf::pdf {

Prefix::Prefix(std::shared_ptr<const Fonts> fonts, const Styles& styles)
    : fonts_(std::move(fonts)), styles_(styles) {
  Objects objects([this](std::string_view part) { bytes_ += part; }, {});
  profile_ = write_profile(objects);
  resources_ = objects.allocate();
  write_resources(objects, resources_, *fonts_, styles_);
  begun_ = objects.leave_off();
  sha_.update(bytes_);
  id_ = sha_.hex();
}

}  // namespace sctf::pdf
