#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace sctf::xml {

/// An XML Schema of the program's own. May be shared by threads: each validation has a context of its own.
class SCTF_API Schema {
 public:
  /// Includes and imports are read from the schema's folder only. `no_input` where there is no such file,
  /// `bad_document` where it is no schema.
  [[nodiscard]] static Result<Schema> load(const std::filesystem::path& path);
  Schema(Schema&&) noexcept;
  Schema& operator=(Schema&&) noexcept;
  ~Schema();

  /// `bad_document` with the line of the first fault, its text followed by up to four more; guarded like
  /// parse_untrusted(), but for any size: the document is streamed, memory stays the same.
  [[nodiscard]] Result<void> validate(std::string_view bytes) const;
  /// The same for a file; `no_input` where it cannot be opened.
  [[nodiscard]] Result<void> validate_file(const std::filesystem::path& path) const;

 private:
  struct Inside;
  explicit Schema(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace sctf::xml
