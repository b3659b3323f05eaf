#pragma once

#include "base/api.hpp"

namespace sctf::proc {

[[nodiscard]] SCTF_API bool stdout_is_terminal() noexcept;
[[nodiscard]] SCTF_API bool stderr_is_terminal() noexcept;
/// Columns of the terminal behind stderr; 80 where there is none or it does not say.
[[nodiscard]] SCTF_API int terminal_width() noexcept;
/// Whether stderr is a terminal that wants colour: neither NO_COLOR nor TERM=dumb.
[[nodiscard]] SCTF_API bool stderr_wants_colour() noexcept;

}  // namespace sctf::proc
