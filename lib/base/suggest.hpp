#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/api.hpp"

namespace sctf {

/// The candidate that was probably meant by `typed`: at most a third of its letters differ (swapped
/// neighbours count once). Empty if none is near.
SCTF_API std::string nearest(std::string_view typed, std::span<const std::string> candidates);

/// `; did you mean "max_threads"?`, or nothing.
SCTF_API std::string did_you_mean(std::string_view typed, std::span<const std::string> candidates);

}  // namespace sctf
