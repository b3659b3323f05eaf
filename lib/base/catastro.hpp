#pragma once

#include <string_view>

#include "base/result.hpp"

namespace sctf {

/// Checks the shape of a cadastral reference: 20 characters, capital letters and digits. `invalid_value`
/// otherwise.
SCTF_API Result<void> check_cadastral_reference(std::string_view reference);

/// Whether its two control letters fit (norms/recaudacion 8.2, marked as recalled: so a mismatch only warns).
SCTF_API bool cadastral_control_fits(std::string_view reference);

/// The two control letters of the first 18 characters.
SCTF_API std::string cadastral_control(std::string_view eighteen);

}  // namespace sctf
