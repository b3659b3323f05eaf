#pragma once

// What the two halves of Cluster share: not for others.

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <unistd.h>

#include "db/cluster.hpp"
#include "db/server_process.hpp"

namespace sctf::db {

/// A file descriptor that closes itself.
struct Descriptor {
  int fd;
  explicit Descriptor(int f) : fd(f) {}
  Descriptor(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd >= 0) ::close(fd);
  }
};

/// Who the folder belongs to, and as whom the server runs.
struct Cluster::Owner {
  ServerUser server;
  uid_t directory_uid = 0;
  gid_t directory_gid = 0;
};

/// `DIR/sctf.lock`, held while initialising, starting or stopping only.
class Cluster::Lock {
 public:
  Lock(int directory_fd, const Owner& owner)
      : fd_(::openat(directory_fd, "sctf.lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)) {
    if (fd_ < 0)
      throw Error(Code::cannot_create, "cannot make sctf.lock in the data folder: {}", std::strerror(errno));
    if (::geteuid() == 0) (void)!::fchown(fd_, owner.directory_uid, owner.directory_gid);
    while (::flock(fd_, LOCK_EX) != 0)
      if (errno != EINTR)
        throw Error(Code::io_error, "cannot lock the data folder: {}", std::strerror(errno));
  }
  Lock(const Lock&) = delete;
  ~Lock() { ::close(fd_); }
  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_;
};

/// The user of a number or name of this machine; `bad_configuration` where there is none.
ServerUser user_by_uid(uid_t uid, const std::filesystem::path& directory);

}  // namespace sctf::db
