#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.hpp"

namespace sctf::proc {

/// A file or folder that belongs to the program, such as `etc/ordenanzas/2026.yaml` or `templates/cartas`.
///
/// Found from the program's own place, never from the working folder: in `SCTF_SHARE` alone where that is
/// set; else going up from the folder of the executable, at most five steps, first `P/share/sctf/RELATIVE`,
/// then `P/RELATIVE` where `P/etc/ordenanzas` shows that P is a source tree. Throws `asset_missing`; also for
/// an absolute path and one with `..` in it.
[[nodiscard]] SCTF_API std::filesystem::path asset(std::string_view relative);
[[nodiscard]] SCTF_API bool asset_exists(std::string_view relative);

/// The executable that is running, links resolved.
[[nodiscard]] SCTF_API std::filesystem::path own_program();

}  // namespace sctf::proc
