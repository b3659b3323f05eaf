#pragma once

#include <array>
#include <memory>
#include <string>

#include "crypto/sha256.hpp"
#include "pdf/face.hpp"
#include "pdf/objects.hpp"

namespace sctf::pdf {

/// The beginning of a file that is the same for all documents in the same faces: header, colour profile,
/// fonts, resources. Written once, digested once: a sealed document is then its tail, and a store keeps the
/// prefix a single time (design 2.7). Immutable.
class SCTF_API Prefix {
 public:
  /// Which faces documents may show text in.
  using Styles = std::array<bool, kStyles>;
  Prefix(std::shared_ptr<const Fonts> fonts, const Styles& styles);

  [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }
  /// SHA-256 of the bytes, in hexadecimal: what a store knows it by.
  [[nodiscard]] const std::string& id() const noexcept { return id_; }
  /// The digest so far, to go on from.
  [[nodiscard]] const crypto::Sha256& sha() const noexcept { return sha_; }
  [[nodiscard]] const std::shared_ptr<const Fonts>& fonts() const noexcept { return fonts_; }
  [[nodiscard]] const Styles& styles() const noexcept { return styles_; }

  // for Writer

  [[nodiscard]] const Objects::Begun& begun() const noexcept { return begun_; }
  [[nodiscard]] Objects::Number profile() const noexcept { return profile_; }
  [[nodiscard]] Objects::Number resources() const noexcept { return resources_; }

 private:
  std::shared_ptr<const Fonts> fonts_;
  Styles styles_;
  std::string bytes_, id_;
  crypto::Sha256 sha_;
  Objects::Begun begun_;
  Objects::Number profile_ = 0, resources_ = 0;
};

}  // namespace sctf::pdf
