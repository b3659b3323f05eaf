#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "base/api.hpp"

namespace sctf::proc {

/// Many small files at once: written beside their names, on disk together by one sync, then renamed. What is
/// not committed is taken away.
class SCTF_API FileGroup {
 public:
  /// Folder of all of them; made, with its parents, where it is missing. Mode 0700: these files are personal.
  explicit FileGroup(std::filesystem::path folder) : folder_(std::move(folder)) {}
  FileGroup(const FileGroup&) = delete;
  FileGroup& operator=(const FileGroup&) = delete;
  ~FileGroup();

  /// A file at this path below the folder, mode 0600. Throws `cannot_create`, `disk_full`, `io_error`.
  void write(const std::filesystem::path& relative, std::string_view bytes);
  /// From here they are there, each whole. With no file it does nothing.
  void commit();

 private:
  std::filesystem::path folder_;
  std::vector<std::filesystem::path> parts_;  ///< written, not renamed yet
};

}  // namespace sctf::proc
