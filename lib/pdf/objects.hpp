#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "pdf/deflate.hpp"

namespace sctf::pdf {

/// The objects of a file, written front to back: what is no stream goes into object streams, the places of
/// all into cross-reference streams. A long file has several of these, each naming the one before (ISO
/// 32000-1, 7.5.8), so that memory does not grow with it. Inside lib/pdf only.
class Objects {
 public:
  using Number = std::uint32_t;
  using Sink = std::function<void(std::string_view)>;
  /// What ISO 19005-2, 6.1.13 allows.
  static constexpr Number kMax = 8'388'607;

  static constexpr Number kCatalog = 1, kInfo = 2;  ///< allocated from the start

  /// Where an object is: at a byte of the file, or the n-th of an object stream.
  struct Place {
    Number number;
    Number stream;  ///< 0: at `where`
    std::uint64_t where;
  };
  /// A beginning that was written before (class Prefix): what is in it, and where to go on.
  struct Begun {
    std::vector<Place> places;
    Number next = 0;
    std::uint64_t bytes = 0;
  };

  /// `id`: what the trailers call the file, in hexadecimal.
  Objects(Sink sink, std::string id);
  /// Goes on after a beginning; the sink is given what comes after it.
  Objects(Sink sink, std::string id, const Begun& begun);

  /// The first of `count` numbers in a row. Throws `internal` where a file would have too many.
  Number allocate(Number count = 1);
  [[nodiscard]] Number allocated() const noexcept { return next_ - 1; }

  /// Objects that are read together stand together: who looks for a page of a long file need not unpack the
  /// elements of all pages before it.
  enum class Pack : std::uint8_t { structure, pages };

  /// Where the body of object `number` is to be appended; end() closes it. No stream, no other begun before.
  std::string& begin(Number number, Pack pack = Pack::structure);
  void end();

  /// A stream: `entries` are those of its dictionary beside /Length and /Filter.
  void stream(Number number, std::string_view entries, std::string_view data);
  /// A stream whose bytes stand in the file as they are: already deflated where `entries` say so.
  void raw_stream(Number number, std::string_view entries, std::string_view data);

  /// An object that stands in the file as it is, in no object stream. Returns the byte at which `body` does.
  std::uint64_t plain(Number number, std::string_view body);

  /// Ends the file.
  void finish();
  /// Ends a beginning: all that was begun is handed over, and no cross-reference is written.
  Begun leave_off();

 private:
  void head(Number number, std::string_view entries, std::size_t length);
  /// An object stream that is being filled.
  struct Filling {
    std::string bytes;
    std::vector<Number> numbers;
    std::vector<std::uint32_t> offsets;
  };

  void write_pack(Filling& pack);
  void cross_references();
  void hand_over();

  Sink sink_;
  std::string id_;
  Deflate deflate_;
  std::string out_;  // not handed over yet
  std::uint64_t handed_over_ = 0;
  Number next_ = kInfo + 1;
  std::array<Filling, 2> packs_;  // by Pack
  Filling* open_ = nullptr;       // the one that begin() gave out
  std::string index_, packed_;    // used again and again
  std::vector<Place> places_;
  std::int64_t previous_ = -1;  // place of the last cross-reference stream
};

/// `12 0 R`.
void put_reference(std::string& out, Objects::Number number);

}  // namespace sctf::pdf
