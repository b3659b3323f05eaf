#pragma once

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace sctf::test {

/// The file is so wrong that no rule can be asked: where, and what was found.
class PdfBroken : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct PdfEntry;

/// An object of ISO 32000-1, 7.3, as it stands.
struct PdfObject {
  enum class Kind : std::uint8_t {
    null,
    boolean,
    integer,
    real,
    string,
    name,
    array,
    dict,
    stream,
    reference
  };
  Kind kind = Kind::null;
  std::int64_t integer = 0;  ///< of an integer or boolean; the number of a reference
  double real = 0;           ///< of an integer too
  std::string text;          ///< of a string (its bytes) or a name
  std::vector<PdfObject> items;
  std::vector<PdfEntry> entries;
  std::string_view raw;  ///< of a stream, as in the file

  [[nodiscard]] bool is(Kind wanted) const { return kind == wanted; }
  [[nodiscard]] bool is_number() const { return kind == Kind::integer || kind == Kind::real; }
  [[nodiscard]] bool is_dict() const { return kind == Kind::dict || kind == Kind::stream; }
  [[nodiscard]] bool is_name(std::string_view wanted) const { return kind == Kind::name && text == wanted; }
  /// The entry as it stands; a null object where there is none.
  [[nodiscard]] const PdfObject& get(std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const { return get(key).kind != Kind::null; }
};

/// Of a dictionary.
struct PdfEntry {
  std::string key;
  PdfObject value;
};

/// What a rule has against a file.
struct PdfFinding {
  std::string rule, text;
};

/// Reads tokens and objects, strictly: what ISO 19005 forbids in the way things are written is noted.
class PdfLexer {
 public:
  PdfLexer(std::string_view bytes, std::size_t at, std::vector<PdfFinding>& notes)
      : bytes_(bytes), at_(at), notes_(&notes) {}

  [[nodiscard]] std::size_t at() const { return at_; }
  void move(std::size_t at) { at_ = at; }
  [[nodiscard]] bool ended();
  /// A whole object; `n g R` only where `references` is true (not in contents).
  PdfObject object(bool references = true, int depth = 0);
  /// The word that stands here: `obj`, `BDC`, `true`; empty where another thing does.
  std::string word();
  void skip_blanks();

 private:
  PdfObject number(bool references);
  PdfObject literal_string();
  PdfObject hex_string();
  PdfObject name();
  [[noreturn]] void broken(std::string_view what) const;

  std::string_view bytes_;
  std::size_t at_;
  std::vector<PdfFinding>* notes_;
};

/// A file taken apart: cross-reference streams, object streams, FlateDecode. Classic tables and other filters
/// are not what our files have: refused. Throws PdfBroken.
class PdfFile {
 public:
  explicit PdfFile(std::string bytes);
  PdfFile(const PdfFile&) = delete;
  PdfFile& operator=(const PdfFile&) = delete;

  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] const PdfObject& trailer() const { return trailer_; }
  [[nodiscard]] const std::map<std::int64_t, PdfObject>& objects() const { return objects_; }
  [[nodiscard]] std::int64_t size() const { return size_; }
  /// What a reference leads to; anything else comes back itself. Null where there is no such object.
  [[nodiscard]] const PdfObject& resolve(const PdfObject& object) const;
  /// An entry, followed where it is a reference.
  [[nodiscard]] const PdfObject& at(const PdfObject& dict, std::string_view key) const;
  /// The bytes of a stream, unpacked. Throws PdfBroken.
  [[nodiscard]] static std::string data(const PdfObject& stream);
  /// How things are written where ISO 19005 forbids it.
  [[nodiscard]] const std::vector<PdfFinding>& notes() const { return notes_; }

 private:
  struct Place {
    int kind;  // 0 free, 1 in the file, 2 in an object stream
    std::uint64_t where, index;
  };
  void read_cross_references(std::size_t at);
  void read_section(const PdfObject& section, const std::string& table);
  PdfObject read_at(std::size_t at, std::int64_t& number);
  PdfObject read_stream(PdfLexer& lexer, PdfObject dict, std::int64_t number);
  void read_packed(std::int64_t stream, const std::map<std::int64_t, Place>& places);

  std::string bytes_;
  PdfObject trailer_;
  std::int64_t size_ = 0;
  std::map<std::int64_t, Place> places_;
  std::map<std::int64_t, PdfObject> objects_;
  std::vector<PdfFinding> notes_;
};

/// The object written out again.
[[nodiscard]] std::string to_text(const PdfObject& object);

}  // namespace sctf::test
