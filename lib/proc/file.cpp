#include "proc/file.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace sctf::proc {
namespace {

constexpr std::size_t kWriteBuffer = 256 * 1024;

std::string error_text(int number) {
  return std::generic_category().message(number);
}

[[noreturn]] void throw_write_error(const std::filesystem::path& path, int number) {
  const bool full = number == ENOSPC || number == EDQUOT;
  throw Error(full ? Code::disk_full : Code::io_error, "cannot write {}: {}", path.native(),
              error_text(number));
}

[[noreturn]] void throw_cannot_create(const std::filesystem::path& path, int number) {
  const bool full = number == ENOSPC || number == EDQUOT;
  throw Error(full ? Code::disk_full : Code::cannot_create, "cannot create {}: {}", path.native(),
              error_text(number));
}

void write_all(int fd, std::string_view bytes, const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const auto written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      throw_write_error(path, errno);
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

// A rename is only on the disk once its folder is.
void sync_folder_of(const std::filesystem::path& path) {
  auto folder = path.parent_path();
  if (folder.empty()) folder = ".";
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) throw_write_error(folder, errno);
  const int failed = ::fsync(fd) == 0 ? 0 : errno;
  ::close(fd);
  // Some file systems have no fsync for folders and say so.
  if (failed != 0 && failed != EINVAL) throw_write_error(folder, failed);
}

}  // namespace

FileReader::FileReader(int fd, std::filesystem::path path, std::uint64_t size)
    : fd_(fd), path_(std::move(path)), size_(size) {}

FileReader::~FileReader() {
  ::close(fd_);
}

Result<std::unique_ptr<FileReader>> FileReader::open(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) return problem(Code::no_input, "cannot open {}: {}", path.native(), error_text(errno));
  struct stat about {};
  if (::fstat(fd, &about) != 0 || S_ISDIR(about.st_mode)) {
    ::close(fd);
    return problem(Code::no_input, "cannot read {}: it is a folder", path.native());
  }
  const bool regular = S_ISREG(about.st_mode);
  if (regular) ::posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
  const auto size = regular ? static_cast<std::uint64_t>(about.st_size) : 0;
  return std::unique_ptr<FileReader>(new FileReader(fd, path, size));
}

std::size_t FileReader::read(std::span<char> into) {
  std::size_t done = 0;
  while (done < into.size()) {
    const auto got = ::read(fd_, into.data() + done, into.size() - done);
    if (got == 0) break;
    if (got < 0) {
      if (errno == EINTR) continue;
      throw Error(Code::io_error, "cannot read {}: {}", path_.native(), error_text(errno));
    }
    done += static_cast<std::size_t>(got);
  }
  return done;
}

Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes) {
  auto file = FileReader::open(path);
  if (!file) return tl::unexpected(std::move(file.error()));
  const auto too_large = [&] {
    return problem(Code::out_of_range, "{} is larger than {} bytes", path.native(), max_bytes);
  };
  if ((*file)->size() > max_bytes) return too_large();
  // The size is a guess: /proc and pipes say 0, and a file may grow meanwhile.
  std::string bytes;
  std::size_t filled = 0;
  for (auto room = static_cast<std::size_t>((*file)->size()) + 1;;
       room = std::max(room * 2, std::size_t{4096})) {
    room = std::min(room, max_bytes + 1);
    bytes.resize(room);
    const auto got = (*file)->read(std::span(bytes).subspan(filled));
    filled += got;
    if (filled > max_bytes) return too_large();
    if (filled < room) break;
  }
  bytes.resize(filled);
  return bytes;
}

namespace {

// What was left there is emptied, and gets this mode too.
int create_part(const std::filesystem::path& part, mode_t mode) {
  const int fd = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY, mode);
  if (fd < 0) throw_cannot_create(part, errno);
  if (::fchmod(fd, mode) != 0) {
    const int number = errno;
    ::close(fd);
    throw_cannot_create(part, number);
  }
  return fd;
}

}  // namespace

void write_unsynced(const std::filesystem::path& path, std::string_view bytes, mode_t mode) {
  const int fd = create_part(path, mode);
  try {
    write_all(fd, bytes, path);
  } catch (...) {
    ::close(fd);
    throw;
  }
  if (::close(fd) != 0 && errno != EINTR) throw_write_error(path, errno);
}

AtomicFile::AtomicFile(int fd, std::filesystem::path path, std::filesystem::path part)
    : fd_(fd), path_(std::move(path)), part_(std::move(part)) {
  buffer_.reserve(kWriteBuffer);
}

AtomicFile AtomicFile::create(const std::filesystem::path& path, mode_t mode) {
  auto part = path;
  part += ".part";
  const int fd = create_part(part, mode);
  return {fd, path, std::move(part)};
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      path_(std::move(other.path_)),
      part_(std::move(other.part_)),
      buffer_(std::move(other.buffer_)),
      bytes_(other.bytes_) {}

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
  if (this != &other) {
    abandon();
    fd_ = std::exchange(other.fd_, -1);
    path_ = std::move(other.path_);
    part_ = std::move(other.part_);
    buffer_ = std::move(other.buffer_);
    bytes_ = other.bytes_;
  }
  return *this;
}

AtomicFile::~AtomicFile() {
  abandon();
}

void AtomicFile::abandon() noexcept {
  if (fd_ < 0) return;
  ::close(std::exchange(fd_, -1));
  ::unlink(part_.c_str());
}

void AtomicFile::write(std::string_view bytes) {
  if (fd_ < 0) throw Error(Code::internal, "{} is written to after its commit", path_.native());
  if (buffer_.size() + bytes.size() > kWriteBuffer) flush();
  if (bytes.size() >= kWriteBuffer)
    write_all(fd_, bytes, part_);
  else
    buffer_.append(bytes);
  bytes_ += bytes.size();
}

const std::filesystem::path& AtomicFile::flushed() {
  flush();
  return part_;
}

void AtomicFile::flush() {
  write_all(fd_, buffer_, part_);
  buffer_.clear();
}

void AtomicFile::commit() {
  if (fd_ < 0) throw Error(Code::internal, "{} is committed twice", path_.native());
  flush();
  if (::fsync(fd_) != 0) throw_write_error(part_, errno);
  if (::rename(part_.c_str(), path_.c_str()) != 0)
    throw Error(Code::cannot_create, "cannot rename {} to {}: {}", part_.native(), path_.native(),
                error_text(errno));
  // From here the file is there; the part is no longer ours to remove.
  const int fd = std::exchange(fd_, -1);
  if (::close(fd) != 0 && errno != EINTR) throw_write_error(path_, errno);
  sync_folder_of(path_);
}

void write_file(const std::filesystem::path& path, std::string_view bytes, mode_t mode) {
  auto file = AtomicFile::create(path, mode);
  file.write(bytes);
  file.commit();
}

void make_folders(const std::filesystem::path& path, mode_t mode) {
  std::filesystem::path made;
  for (const auto& step : path) {
    made /= step;
    if (::mkdir(made.c_str(), mode) == 0) continue;
    const int number = errno;
    // A folder that is there may answer EEXIST, or EACCES and EROFS before that: ask what counts.
    struct stat about {};
    if (::stat(made.c_str(), &about) != 0) throw_cannot_create(made, number);
    if (!S_ISDIR(about.st_mode)) throw_cannot_create(made, ENOTDIR);
  }
}

}  // namespace sctf::proc
