#include "proc/file_group.hpp"

#include <cerrno>
#include <fcntl.h>
#include <set>
#include <unistd.h>

#include "base/result.hpp"
#include "proc/file.hpp"

namespace sctf::proc {
namespace {

constexpr std::string_view kPart = ".part";

void sync_filesystem(const std::filesystem::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = fd >= 0 && ::syncfs(fd) == 0;
  const int number = errno;
  if (fd >= 0) ::close(fd);
  if (!synced)
    throw Error(number == ENOSPC ? Code::disk_full : Code::io_error, "cannot write {} to disk",
                folder.native());
}

}  // namespace

FileGroup::~FileGroup() {
  for (const auto& part : parts_) ::unlink(part.c_str());
}

void FileGroup::write(const std::filesystem::path& relative, std::string_view bytes) {
  auto part = folder_ / relative;
  if (parts_.empty() || parts_.back().parent_path() != part.parent_path())
    make_folders(part.parent_path(), 0700);
  part += kPart;
  parts_.push_back(part);
  write_unsynced(part, bytes, 0600);
}

void FileGroup::commit() {
  if (parts_.empty()) return;
  sync_filesystem(folder_);
  for (auto& part : parts_) {
    const auto native = part.native();
    const auto whole = native.substr(0, native.size() - kPart.size());
    if (::rename(native.c_str(), whole.c_str()) != 0)
      throw Error(Code::cannot_create, "cannot rename {} to {}", native, whole);
  }
  parts_.clear();
  sync_filesystem(folder_);
}

}  // namespace sctf::proc
