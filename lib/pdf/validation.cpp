#include "pdf/validation.hpp"

#include <charconv>
#include <optional>

#include "pdf/deflate.hpp"
#include "pdf/number.hpp"
#include "pdf/objects.hpp"

namespace sctf::pdf {
namespace {

using Number = Objects::Number;

constexpr std::size_t kMaxUnpacked = std::size_t{16} << 20;
constexpr std::size_t kRowBytes = 8;  // of a cross-reference: W is 1 5 2 (Objects)

tl::unexpected<Problem> not_ours(const char* what) {
  return problem(Code::bad_document, "the file was not made by us, or was changed since: {}", what);
}

/// The integer after `key`.
std::optional<std::uint64_t> integer_after(std::string_view text, std::string_view key) {
  const auto at = text.find(key);
  if (at == std::string_view::npos) return std::nullopt;
  std::uint64_t out = 0;
  const auto* const begin = text.data() + at + key.size();
  const auto [end, error] = std::from_chars(begin, text.data() + text.size(), out);
  return error == std::errc() && end != begin ? std::optional(out) : std::nullopt;
}

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t out = 0;
  for (const char c : bytes) out = out << 8 | static_cast<unsigned char>(c);
  return out;
}

/// A stream as our Objects writes one.
struct Stream {
  std::string_view entries;
  std::string bytes;  ///< unpacked
};

std::optional<Stream> stream_at(std::string_view file, std::uint64_t at) {
  constexpr std::string_view kHead = " 0 obj\n<<", kBody = ">>\nstream\n";
  if (at >= file.size()) return std::nullopt;
  const auto head = file.find(kHead, at);
  if (head == std::string_view::npos || head - at > 10) return std::nullopt;
  const auto body = file.find(kBody, head);
  if (body == std::string_view::npos) return std::nullopt;
  Stream out;
  out.entries = file.substr(head + kHead.size(), body - head - kHead.size());
  const auto length = integer_after(out.entries, "/Length ");
  if (!length || *length > file.size() - body - kBody.size() ||
      out.entries.find("/Filter/FlateDecode") == std::string_view::npos)
    return std::nullopt;
  auto bytes = inflate(file.substr(body + kBody.size(), *length), kMaxUnpacked);
  if (!bytes) return std::nullopt;
  out.bytes = std::move(*bytes);
  return out;
}

/// Where an object is, by a cross-reference stream.
struct Found {
  std::uint64_t kind, where, index;
};

std::optional<Found> find_object(const Stream& references, Number number) {
  const auto at = references.entries.find("/Index[");
  if (at == std::string_view::npos) return std::nullopt;
  auto list = references.entries.substr(at + 7, references.entries.find(']', at) - at - 7);
  std::size_t row = 0;
  while (!list.empty()) {
    std::uint64_t first = 0, count = 0;
    const auto [middle, error] = std::from_chars(list.data(), list.data() + list.size(), first);
    if (error != std::errc() || middle == list.data() + list.size()) return std::nullopt;
    const auto [end, second] = std::from_chars(middle + 1, list.data() + list.size(), count);
    if (second != std::errc()) return std::nullopt;
    list.remove_prefix(static_cast<std::size_t>(end - list.data()));
    if (!list.empty()) list.remove_prefix(1);
    if (number >= first && number - first < count) {
      const auto place = (row + number - first) * kRowBytes;
      if (place + kRowBytes > references.bytes.size()) return std::nullopt;
      const auto bytes = std::string_view(references.bytes).substr(place, kRowBytes);
      return Found{big_endian(bytes.substr(0, 1)), big_endian(bytes.substr(1, 5)),
                   big_endian(bytes.substr(6))};
    }
    row += count;
  }
  return std::nullopt;
}

/// The catalog's dictionary, out of its object stream.
std::optional<std::string> catalog_of(std::string_view file, const Stream& references) {
  const auto catalog = find_object(references, Objects::kCatalog);
  if (!catalog || catalog->kind != 2) return std::nullopt;
  const auto holder = find_object(references, static_cast<Number>(catalog->where));
  if (!holder || holder->kind != 1) return std::nullopt;
  const auto pack = stream_at(file, holder->where);
  if (!pack) return std::nullopt;
  const auto first = integer_after(pack->entries, "/First ");
  if (!first || *first > pack->bytes.size()) return std::nullopt;
  const std::string_view all(pack->bytes);
  // The index: pairs of number and offset.
  std::uint64_t from = 0, until = all.size() - *first;
  const auto* at = all.data();
  const auto* const end = at + *first;
  for (std::uint64_t i = 0; i <= catalog->index + 1; ++i) {
    std::uint64_t number = 0, offset = 0;
    const auto [middle, error] = std::from_chars(at, end, number);
    if (error != std::errc() || middle == end) break;
    const auto [after, second] = std::from_chars(middle + 1, end, offset);
    if (second != std::errc()) return std::nullopt;
    if (i == catalog->index && number != Objects::kCatalog) return std::nullopt;
    if (i == catalog->index) from = offset;
    if (i == catalog->index + 1) until = offset;
    at = after == end ? end : after + 1;
  }
  if (from >= until || until > all.size() - *first) return std::nullopt;
  auto text = all.substr(*first + from, until - from);
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  if (!text.starts_with("<<") || !text.ends_with(">>") ||
      text.find("/Type/Catalog") == std::string_view::npos || text.find("/DSS") != std::string_view::npos)
    return std::nullopt;
  return std::string(text);
}

/// What is appended, and where its objects begin.
class Update {
 public:
  Update(std::uint64_t begins, Number next) : begins_(begins), next_(next) {}

  Number add(std::string_view body) {
    put(next_, body);
    return next_++;
  }
  Number add_stream(std::string_view bytes) {
    std::string body = "<</Length ";
    put_integer(body, static_cast<std::int64_t>(bytes.size()));
    ((body += ">>\nstream\n") += bytes) += "\nendstream";
    return add(body);
  }
  void put(Number number, std::string_view body) {
    places_.emplace_back(number, begins_ + out_.size());
    put_integer(out_, number);
    ((out_ += " 0 obj\n") += body) += "\nendobj\n";
  }
  /// The catalog is the only object that was there before: it comes first in the table, then the new ones in
  /// a row.
  std::string finish(std::uint64_t previous, std::string_view id) && {
    const auto here = begins_ + out_.size();
    const auto own = next_;
    std::string table;
    const auto row = [&](std::uint64_t where) {
      table += '\1';
      for (int shift = 32; shift >= 0; shift -= 8) table += static_cast<char>(where >> shift & 0xFF);
      table.append(2, '\0');
    };
    row(places_.back().second);  // the catalog was put last
    for (std::size_t i = 0; i + 1 < places_.size(); ++i) row(places_[i].second);
    row(here);
    std::string body = "<</Type/XRef/W[1 5 2]/Index[1 1 ";
    put_integer(body, places_.front().first);
    body += ' ';
    put_integer(body, static_cast<std::int64_t>(places_.size()));
    body += "]/Size ";
    put_integer(body, own + 1);
    body += "/Prev ";
    put_integer(body, static_cast<std::int64_t>(previous));
    ((body += "/Root 1 0 R/Info 2 0 R/ID[") += id) += "]/Length ";
    put_integer(body, static_cast<std::int64_t>(table.size()));
    ((body += ">>\nstream\n") += table) += "\nendstream";
    put(own, body);
    out_ += "startxref\n";
    put_integer(out_, static_cast<std::int64_t>(here));
    out_ += "\n%%EOF\n";
    return std::move(out_);
  }

 private:
  std::uint64_t begins_;
  Number next_;
  std::string out_;
  std::vector<std::pair<Number, std::uint64_t>> places_;
};

}  // namespace

Result<std::string> append_validation(std::string_view file, const ValidationData& data) {
  constexpr std::string_view kStart = "startxref\n", kEnd = "\n%%EOF\n";
  if (!file.ends_with(kEnd)) return not_ours("its end");
  const auto start = file.rfind(kStart);
  const auto place =
      start == std::string_view::npos ? std::nullopt : integer_after(file.substr(start), kStart);
  const auto references = place ? stream_at(file, *place) : std::nullopt;
  if (!references || references->entries.find("/W[1 5 2]") == std::string_view::npos ||
      references->entries.find("/Prev") != std::string_view::npos)
    return not_ours("its cross-references");
  const auto size = integer_after(references->entries, "/Size ");
  const auto id = references->entries.find("/ID[");
  if (!size || *size > Objects::kMax || id == std::string_view::npos) return not_ours("its trailer");
  auto catalog = catalog_of(file, *references);
  if (!catalog) return not_ours("its catalog");

  Update update(file.size(), static_cast<Number>(*size));
  const auto all = [&](const char* key, const std::vector<std::string>& list) {
    std::string out = key;
    for (const auto& der : list) {
      if (out.back() != '[') out += ' ';
      put_reference(out, update.add_stream(der));
    }
    return list.empty() ? std::string() : out + "]";
  };
  const auto certificates = all("/Certs[", data.certificates);
  const auto lists = all("/CRLs[", data.lists);
  const auto dss = update.add("<</Type/DSS" + certificates + lists + ">>");
  catalog->resize(catalog->size() - 2);
  put_reference(*catalog += "/DSS ", dss);
  update.put(Objects::kCatalog, *catalog += ">>");
  const auto ids = references->entries.substr(id + 4, references->entries.find(']', id) - id - 4);
  return std::move(update).finish(*place, ids);
}

}  // namespace sctf::pdf
