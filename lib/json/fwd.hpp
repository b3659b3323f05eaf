#pragma once

#include <nlohmann/json_fwd.hpp>

namespace sctf::json {

/// Keeps the order of its keys. For headers; `json/json.hpp` has the type itself.
using Json = nlohmann::ordered_json;

}  // namespace sctf::json
