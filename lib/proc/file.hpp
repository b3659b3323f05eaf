#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <sys/types.h>

#include "base/result.hpp"
#include "proc/source.hpp"

namespace sctf::proc {

/// A file read from front to back. Owns its descriptor (close on exec).
class SCTF_API FileReader final : public ByteSource {
 public:
  /// `no_input` where the file cannot be opened or is a folder.
  [[nodiscard]] static Result<std::unique_ptr<FileReader>> open(const std::filesystem::path& path);
  ~FileReader() override;

  /// Short reads are completed: fewer bytes than asked for means that the end is near. Throws `io_error`.
  std::size_t read(std::span<char> into) override;

  /// Size in bytes when it was opened; 0 for a pipe or device.
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  FileReader(int fd, std::filesystem::path path, std::uint64_t size);

  int fd_;
  std::filesystem::path path_;
  std::uint64_t size_;
};

/// The whole of a file. `no_input` where it cannot be opened or read, `out_of_range` where it is larger than
/// `max_bytes`.
[[nodiscard]] SCTF_API Result<std::string> read_file(const std::filesystem::path& path,
                                                     std::size_t max_bytes);

/// A file that is there whole or not at all: written as `PATH.part`, renamed by `commit()`.
///
/// All members throw `Error`, naming path and cause: `cannot_create` where it cannot be opened, `disk_full`
/// for ENOSPC and EDQUOT, `io_error` otherwise. Who has no commit() leaves nothing behind.
class SCTF_API AtomicFile {
 public:
  /// Opens `PATH.part` afresh; what a dead process left under that name is overwritten, a symbolic link
  /// refused.
  [[nodiscard]] static AtomicFile create(const std::filesystem::path& path, mode_t mode = 0600);
  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&& other) noexcept;
  ~AtomicFile();

  /// Appends; collected in a buffer of 256 KiB.
  void write(std::string_view bytes);
  /// Bytes given to write() so far.
  [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  /// Hands over what is buffered; the file as it stands so far, for a look at it before commit().
  const std::filesystem::path& flushed();
  /// Flush, fsync, rename over PATH, fsync of the folder. Nothing may be written after it.
  void commit();

 private:
  AtomicFile(int fd, std::filesystem::path path, std::filesystem::path part);
  void flush();
  void abandon() noexcept;

  int fd_ = -1;
  std::filesystem::path path_;
  std::filesystem::path part_;
  std::string buffer_;
  std::uint64_t bytes_ = 0;
};

/// A file that nobody may rely on until it is synced: made, or emptied and written anew. Throws
/// `cannot_create`, `disk_full`, `io_error`.
SCTF_API void write_unsynced(const std::filesystem::path& path, std::string_view bytes, mode_t mode);
/// `AtomicFile` for what is already in memory. Throws as it does.
SCTF_API void write_file(const std::filesystem::path& path, std::string_view bytes, mode_t mode = 0600);

/// Makes a folder and its missing parents. Nothing happens where it is there. Throws `cannot_create`.
SCTF_API void make_folders(const std::filesystem::path& path, mode_t mode = 0700);

}  // namespace sctf::proc
