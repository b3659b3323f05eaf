#include "pdf/signatures.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace sctf::pdf {
namespace {

constexpr std::string_view kRange = "/ByteRange";
constexpr std::size_t kMostSignatures = 16, kMaxIdentifier = 200;

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

/// The four numbers of `[a b c d]` at `at`; none for anything else.
std::optional<std::array<std::size_t, 4>> read_range(std::string_view file, std::size_t at) {
  const auto skip = [&] {
    while (at < file.size() && is_blank(file[at])) ++at;
  };
  skip();
  if (at >= file.size() || file[at] != '[') return std::nullopt;
  ++at;
  std::array<std::size_t, 4> out{};
  for (auto& number : out) {
    skip();
    const auto [end, error] = std::from_chars(file.data() + at, file.data() + file.size(), number);
    if (error != std::errc()) return std::nullopt;
    at = static_cast<std::size_t>(end - file.data());
  }
  skip();
  return at < file.size() && file[at] == ']' ? std::optional(out) : std::nullopt;
}

/// The bytes of `<…>`; none where there is another thing in it.
std::optional<std::string> read_hex(std::string_view text) {
  if (text.size() < 2 || text.size() % 2 != 0 || text.front() != '<' || text.back() != '>')
    return std::nullopt;
  std::string out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 1; i + 1 < text.size(); i += 2) {
    const int high = hex_value(text[i]), low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high << 4 | low);
  }
  return out;
}

std::optional<FoundSignature> signature_at(std::string_view file, std::size_t range_at) {
  const auto range = read_range(file, range_at);
  if (!range) return std::nullopt;
  const auto& [first, before, after, rest] = *range;
  if (first != 0 || before > file.size() || after < before || after > file.size() ||
      rest > file.size() - after)
    return std::nullopt;
  // The signature covers the words that say what it covers.
  if (range_at > before && (range_at < after || range_at > after + rest)) return std::nullopt;
  auto der = read_hex(file.substr(before, after - before));
  if (!der) return std::nullopt;
  return FoundSignature{.der = std::move(*der),
                        .covered = {file.substr(0, before), file.substr(after, rest)},
                        .whole = after + rest == file.size()};
}

}  // namespace

Result<std::vector<FoundSignature>> find_signatures(std::string_view file) {
  if (!file.starts_with("%PDF-")) return problem(Code::bad_document, "the file is no PDF");
  std::vector<FoundSignature> out;
  std::size_t looked = 0;
  for (auto at = file.find(kRange); at != std::string_view::npos && looked < kMostSignatures;
       at = file.find(kRange, at), ++looked) {
    at += kRange.size();
    if (auto found = signature_at(file, at)) out.push_back(std::move(*found));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const FoundSignature& a, const FoundSignature& b) { return a.end() < b.end(); });
  return out;
}

Result<std::string> replace_signature(std::string_view file, const FoundSignature& signature,
                                      std::string_view der) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  if (der.size() > signature.der.size())
    return problem(Code::out_of_range, "a signature of {} bytes, kept are {}", der.size(),
                   signature.der.size());
  std::string out(file);
  auto at = signature.covered[0].size() + 1;
  for (std::size_t i = 0; i < signature.der.size(); ++i) {
    const auto byte = i < der.size() ? static_cast<unsigned char>(der[i]) : 0U;
    out[at++] = kDigits[byte >> 4];
    out[at++] = kDigits[byte & 15];
  }
  return out;
}

std::string_view find_identifier(std::string_view file) {
  constexpr std::string_view kOpen = "<dc:identifier>", kClose = "</dc:identifier>";
  const auto at = file.find(kOpen);
  if (at == std::string_view::npos) return {};
  const auto inside = file.substr(at + kOpen.size(), kMaxIdentifier + kClose.size());
  const auto end = inside.find(kClose);
  return end == std::string_view::npos ? std::string_view() : inside.substr(0, end);
}

}  // namespace sctf::pdf
