#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace sctf::pdf {

/// A signature as it stands in a file that somebody sends.
struct FoundSignature {
  std::string der;                          ///< of /Contents, with the zeros behind it
  std::array<std::string_view, 2> covered;  ///< what it speaks of: before /Contents and after it
  bool whole = false;                       ///< nothing of the file comes after what it covers
  [[nodiscard]] std::size_t end() const { return covered[0].size() + der.size() * 2 + 2 + covered[1].size(); }
};

/// The signatures of a file in their order: each /ByteRange that begins with the file and leaves out one
/// hexadecimal string and nothing else. Found by their words, whatever the rest of the file is like: since
/// all but the signature itself is covered, no trick in the rest can change what a signature holds for. At
/// most 16 are looked at. The views are into `file`. `bad_document` where the file is no PDF.
[[nodiscard]] SCTF_API Result<std::vector<FoundSignature>> find_signatures(std::string_view file);

/// The same file with another DER in the place of one of its signatures; nothing else moves. `out_of_range`
/// where it does not fit into what the file keeps for it.
[[nodiscard]] SCTF_API Result<std::string> replace_signature(std::string_view file,
                                                             const FoundSignature& signature,
                                                             std::string_view der);

/// `dc:identifier` of the XMP packet that stands first in the file, as it was written; empty where there is
/// none. What a document of ours says its CSV is.
[[nodiscard]] SCTF_API std::string_view find_identifier(std::string_view file);

}  // namespace sctf::pdf
