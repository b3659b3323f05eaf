#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace sctf::pdf {

/// What a signature is checked with after its certificates have ended: DER, each once.
struct ValidationData {
  std::vector<std::string> certificates;
  std::vector<std::string> lists;  ///< of revoked certificates
};

/// What is to stand after a file of ours so that it bears these data: an incremental update whose catalog has
/// a /DSS (EN 319 142-1, 5.4; PAdES B-LT). The file itself is not touched: what its signature covers stays.
/// Same file, same data, same bytes. `bad_document` for a file that our Writer did not make, or that was
/// updated before.
[[nodiscard]] SCTF_API Result<std::string> append_validation(std::string_view file,
                                                             const ValidationData& data);

}  // namespace sctf::pdf
