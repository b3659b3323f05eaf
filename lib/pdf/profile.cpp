#include <lcms2.h>
#include <memory>

#include "pdf/about.hpp"

namespace sctf::pdf {
namespace {

std::string make_srgb() {
  const std::unique_ptr<void, decltype(&cmsCloseProfile)> profile(cmsCreate_sRGBProfile(), cmsCloseProfile);
  cmsUInt32Number size = 0;
  std::string bytes;
  bool made = profile && cmsSaveProfileToMem(profile.get(), nullptr, &size) != 0;
  if (made) {
    bytes.resize(size);
    made = cmsSaveProfileToMem(profile.get(), bytes.data(), &size) != 0;
  }
  // Date and time of making stand in the header (ICC.1:2010, 7.2): 24 to 35. The same bytes every day.
  constexpr std::string_view kFirstOf2026("\x07\xEA\0\x01\0\x01\0\0\0\0\0\0", 12);
  if (!made || bytes.size() < 128) throw Error(Code::internal, "lcms2 makes no profile of sRGB");
  return bytes.replace(24, kFirstOf2026.size(), kFirstOf2026);
}

}  // namespace

const std::string& srgb_profile() {
  static const std::string profile = make_srgb();
  return profile;
}

}  // namespace sctf::pdf
