// How a private cluster is made, and who may come in. Its life is in cluster.cpp.

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <signal.h>
#include <sys/stat.h>

#include "db/cluster_parts.hpp"

namespace sctf::db {
namespace {

namespace fs = std::filesystem;

// A small file inside a folder of another user: never through a link, and given to that user.
void write_owned(int folder_fd, const char* name, const std::string& text, const ServerUser& user,
                 int flags) {
  const int fd = ::openat(folder_fd, name, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | flags, 0600);
  const auto failed = [&](const char* what) {
    const int error = errno;
    if (fd >= 0) ::close(fd);
    throw Error(error == ENOSPC ? Code::disk_full : Code::cannot_create, "{} {}: {}", what, name,
                std::strerror(error));
  };
  if (fd < 0) failed("cannot make");
  std::size_t done = 0;
  while (done < text.size()) {
    const auto n = ::write(fd, text.data() + done, text.size() - done);
    if (n < 0) failed("cannot write");
    done += static_cast<std::size_t>(n);
  }
  if (::geteuid() == 0 && ::fchown(fd, user.uid, user.gid) != 0) failed("cannot give away");
  if (::fsync(fd) != 0) failed("cannot write");
  ::close(fd);
}

}  // namespace

bool Cluster::init() {
  std::error_code failed;
  const auto parent = fs::create_directories(options_.directory, failed);
  if (failed)
    throw Error(Code::cannot_create, "cannot make the data folder {}: {}", options_.directory.string(),
                failed.message());
  if (parent) ::chmod(options_.directory.c_str(), 0755);
  open_directory();
  const auto who = owner();
  const Lock lock(directory_fd_, who);
  if (exists()) return false;
  make_cluster(who, lock);
  return true;
}

void Cluster::make_cluster(const Owner& who, const Lock& lock) {
  // What an earlier, killed initialisation left is removed by the user it belongs to.
  const auto base = fmt::format("/proc/self/fd/{}", directory_fd_);
  if (fs::exists(fs::path(base) / "pg.new"))
    in_child_as(who.server, true, nullptr, [&] {
      std::error_code ignored;
      for (const auto& entry : fs::directory_iterator(fs::path(base) / "pg.new", ignored))
        fs::remove_all(entry, ignored);
      return 0;
    });
  ::unlinkat(directory_fd_, "pg.new", AT_REMOVEDIR);
  const auto make = [&](const char* name, mode_t mode) {
    if (::mkdirat(directory_fd_, name, mode) != 0 && errno != EEXIST)
      throw Error(errno == ENOSPC ? Code::disk_full : Code::cannot_create, "cannot make {}/{}: {}",
                  options_.directory.string(), name, std::strerror(errno));
    if (::fchmodat(directory_fd_, name, mode, 0) != 0 ||
        (::geteuid() == 0 &&
         ::fchownat(directory_fd_, name, who.server.uid, who.server.gid, AT_SYMLINK_NOFOLLOW) != 0))
      throw Error(Code::cannot_create, "cannot give {} to {}: {}", name, who.server.name,
                  std::strerror(errno));
  };
  make("pg.new", 0700);
  make("run", 0755);
  std::vector<std::string> argv = {program("initdb").string(),
                                   "-D",
                                   base + "/pg.new",
                                   "-U",
                                   "sctf",
                                   "--auth=peer",
                                   "--encoding=UTF8",
                                   "--locale=C.UTF-8",
                                   "--data-checksums"};
  if (!options_.fsync) argv.emplace_back("--no-sync");
  std::string output;
  const int status = in_child_as(who.server, true, &output, [&] {
    ::fcntl(directory_fd_, F_SETFD, 0);
    ::fcntl(lock.fd(), F_SETFD, 0);  // a second init waits for an orphan of this one
    return exec_program(argv);
  });
  if (status != 0)
    throw Error(output.find("No space left") != std::string::npos ? Code::disk_full : Code::child_failed,
                "initdb failed ({}): {}", status, output);
  {
    const Descriptor cluster(::openat(directory_fd_, "pg.new", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    write_settings(who, cluster.fd);
    ::fsync(cluster.fd);
  }
  if (options_.fsync) ::sync();
  if (::renameat(directory_fd_, "pg.new", directory_fd_, "pg") != 0)
    throw Error(Code::cannot_create, "cannot rename pg.new: {}", std::strerror(errno));
  const Descriptor directory(::open(options_.directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  ::fsync(directory.fd);
}

void Cluster::write_settings(const Owner& who, int cluster_fd) {
  // Sized for a shared machine: bulk loads gain little beyond this, and a campaign has to fit beside other
  // work.
  const auto settings = fmt::format(
      "\n# sctf: a private cluster; no TCP, one socket, peer authentication\n"
      "listen_addresses = ''\nunix_socket_permissions = 0777\ndynamic_shared_memory_type = sysv\n"
      "# durability: never turn these off\nfsync = {}\nsynchronous_commit = on\nfull_page_writes = on\n"
      "shared_buffers = 128MB\nwal_buffers = 16MB\nmax_wal_size = 4GB\nmin_wal_size = 256MB\n"
      "checkpoint_timeout = 15min\ncheckpoint_completion_target = 0.9\nwal_compression = lz4\n"
      "maintenance_work_mem = 64MB\nwork_mem = 16MB\nrandom_page_cost = 1.1\njit = off\nmax_connections = "
      "100\n"
      "idle_in_transaction_session_timeout = 10min\nmax_parallel_workers_per_gather = 1\n"
      "log_timezone = 'UTC'\ntimezone = 'UTC'\nlog_line_prefix = '%m [%p] '\nlog_checkpoints = off\n",
      options_.fsync ? "on" : "off");
  write_owned(cluster_fd, "postgresql.conf", settings, who.server, O_APPEND);
  write_owned(cluster_fd, "pg_hba.conf", "local all all peer map=sctf\n", who.server, O_TRUNC);
}

// root, the server's own user, whoever makes or starts the cluster and the configured accounts may connect.
void Cluster::update_ident(const Owner& who) {
  std::vector<std::string> names = {"root", who.server.name};
  if (who.directory_uid != 0) names.push_back(user_by_uid(who.directory_uid, options_.directory).name);
  names.insert(names.end(), options_.accounts.begin(), options_.accounts.end());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::string text =
      "# accounts of the operating system that may connect; written by sctf (database.accounts)\n";
  for (const auto& name : names) text += fmt::format("sctf \"{}\" sctf\n", name);
  const Descriptor cluster(::openat(directory_fd_, "pg", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  std::ifstream in(fmt::format("/proc/self/fd/{}/pg_ident.conf", cluster.fd));
  if (std::string(std::istreambuf_iterator<char>(in), {}) == text) return;
  write_owned(cluster.fd, "pg_ident.conf", text, who.server, O_TRUNC);
  if (const auto server = pid()) ::kill(*server, SIGHUP);
}

}  // namespace sctf::db
