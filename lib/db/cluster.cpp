#include "db/cluster.hpp"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <pwd.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <thread>
#include <unistd.h>

#include "db/cluster_parts.hpp"
#include "db/connection.hpp"

namespace sctf::db {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kLongestSocketFolder = 93;  // sun_path holds 107 with "/.s.PGSQL.5432"
constexpr const char* kMajor = "15";

ServerUser user_by_name(const char* name) {
  const auto* entry = ::getpwnam(name);
  if (entry == nullptr)
    throw Error(
        Code::bad_configuration,
        "root may not run a database server and there is no user \"{}\"; install postgresql or give the data "
        "folder to another user",
        name);
  return {entry->pw_uid, entry->pw_gid, entry->pw_name};
}

std::string quoted_conninfo(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

}  // namespace

ServerUser user_by_uid(uid_t uid, const fs::path& directory) {
  const auto* entry = ::getpwuid(uid);
  if (entry == nullptr)
    throw Error(Code::bad_configuration, "{} belongs to user number {}, which has no name on this machine",
                directory.string(), uid);
  return {entry->pw_uid, entry->pw_gid, entry->pw_name};
}

Cluster::Cluster(Options options) : options_(std::move(options)) {
  options_.directory = fs::absolute(options_.directory).lexically_normal();
  if (!options_.directory.has_filename()) options_.directory = options_.directory.parent_path();
  open_directory();
}

Cluster::~Cluster() {
  if (directory_fd_ >= 0) ::close(directory_fd_);
}

void Cluster::open_directory() {
  if (directory_fd_ < 0) directory_fd_ = ::open(options_.directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
}

Cluster::Owner Cluster::owner() const {
  struct stat folder {};
  if (directory_fd_ < 0 || ::fstat(directory_fd_, &folder) != 0)
    throw Error(Code::database_not_made, "there is no data folder {}", options_.directory.string());
  Owner owner{.server = {}, .directory_uid = folder.st_uid, .directory_gid = folder.st_gid};
  if (::geteuid() == 0) {
    owner.server =
        folder.st_uid == 0 ? user_by_name("postgres") : user_by_uid(folder.st_uid, options_.directory);
  } else if (folder.st_uid == ::geteuid()) {
    owner.server = user_by_uid(folder.st_uid, options_.directory);
  } else {
    throw Error(Code::not_allowed,
                "{} belongs to another user: only that user and root may start or stop its database",
                options_.directory.string());
  }
  return owner;
}

bool Cluster::exists() const {
  struct stat pg {};
  return directory_fd_ >= 0 && ::fstatat(directory_fd_, "pg", &pg, 0) == 0;
}

fs::path Cluster::program(const std::string& name) {
  const auto path = fs::path("/usr/lib/postgresql") / kMajor / "bin" / name;
  if (!fs::exists(path))
    throw Error(Code::database_unavailable, "{} is missing: install the package postgresql-{}", path.string(),
                kMajor);
  return path;
}

std::string Cluster::socket_folder() const {
  const auto plain = (options_.directory / "run").string();
  if (plain.size() <= kLongestSocketFolder) return plain;
  ::fcntl(directory_fd_, F_SETFD, 0);  // children resolve /proc/self to themselves
  return fmt::format("/proc/self/fd/{}/run", directory_fd_);
}

std::string Cluster::conninfo(const std::string& name) const {
  return fmt::format("host={} dbname={} user=sctf application_name=sctf connect_timeout=10",
                     quoted_conninfo(socket_folder()), quoted_conninfo(name));
}

std::optional<int> Cluster::pid() const {
  if (directory_fd_ < 0) return std::nullopt;
  const Descriptor cluster(::openat(directory_fd_, "pg", O_PATH | O_DIRECTORY | O_CLOEXEC));
  const Descriptor file(cluster.fd < 0 ? -1 : ::openat(cluster.fd, "postmaster.pid", O_RDONLY | O_CLOEXEC));
  char text[32] = {};
  if (file.fd < 0 || ::read(file.fd, text, sizeof text - 1) <= 0) return std::nullopt;
  const int number = std::atoi(text);
  if (number <= 0 || !view_process(number).there() || !works_in(number, cluster.fd)) return std::nullopt;
  return number;
}

bool Cluster::running() const {
  return exists() && ping(conninfo("postgres")) == Ping::answers;
}

bool Cluster::start() {
  if (running()) {
    if (!options_.accounts.empty() && (::geteuid() == 0)) update_ident(owner());
    return false;
  }
  if (!exists())
    throw Error(Code::database_not_made, "there is no database in {} yet: run sctf --data {} db init",
                options_.directory.string(), options_.directory.string());
  const auto who = owner();
  const Lock lock(directory_fd_, who);
  if (running()) return false;  // somebody else started it while we waited
  update_ident(who);
  const Descriptor cluster(::openat(directory_fd_, "pg", O_PATH | O_DIRECTORY | O_CLOEXEC));
  // A server that is there may be on its way up, or on its way down since whoever was stopping it was killed.
  if (const auto there = pid(); there && wait_until_ready(*there)) return true;
  end_orphans();
  // Lock files whose process is gone, is not yet waited for, or works elsewhere (a number used again) would
  // stop the start. Nothing of ours runs in the folder now; the server's own check of its shared memory
  // stays.
  ::unlinkat(cluster.fd, "postmaster.pid", 0);
  const Descriptor run(::openat(directory_fd_, "run", O_PATH | O_DIRECTORY | O_CLOEXEC));
  for (const char* leftover : {".s.PGSQL.5432.lock", ".s.PGSQL.5432"}) ::unlinkat(run.fd, leftover, 0);
  if (!wait_until_ready(spawn_server(who))) {
    if (disk_is_full())
      throw Error(Code::disk_full, "the disk of {} is full: its database server cannot start",
                  options_.directory.string());
    throw Error(Code::database_unavailable, "the database server did not start: {}", last_words());
  }
  return true;
}

// Backends of a killed server go on until their statement ends, and no new server may start beside them.
void Cluster::end_orphans() {
  const Descriptor cluster(::openat(directory_fd_, "pg", O_PATH | O_DIRECTORY | O_CLOEXEC));
  const auto until = steady_clock::now() + std::chrono::seconds{20};
  for (int round = 0; steady_clock::now() < until; ++round) {
    bool any = false;
    for (const int process : processes_in(cluster.fd)) {
      const auto view = view_process(process);
      if (!view.there() || view.name != "postgres") continue;  // an administrator's shell may stand there too
      any = true;
      ::kill(process, round < 200 ? SIGQUIT : SIGKILL);
    }
    if (!any) return;
    std::this_thread::sleep_for(milliseconds{25});
  }
}

int Cluster::spawn_server(const Owner& who) {
  const Descriptor log(
      ::openat(directory_fd_, "pg.log", O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0640));
  if (log.fd < 0) throw Error(Code::cannot_create, "cannot open pg.log: {}", std::strerror(errno));
  if (::geteuid() == 0) (void)!::fchown(log.fd, who.directory_uid, who.directory_gid);
  const auto base = fmt::format("/proc/self/fd/{}", directory_fd_);
  return spawn_detached(who.server, {program("postgres").string(), "-D", base + "/pg", "-k", base + "/run"},
                        log.fd, {directory_fd_});
}

// False where the server ended before it answered.
bool Cluster::wait_until_ready(int server) {
  const auto target = conninfo("postgres");
  std::this_thread::sleep_for(milliseconds{20});
  const auto begin = steady_clock::now();
  for (;;) {
    switch (ping(target)) {
      case Ping::answers: return true;
      case Ping::starting: break;  // recovery takes as long as it takes
      case Ping::silent:
        if (!view_process(server).there()) return false;
        if (steady_clock::now() - begin > std::chrono::seconds{60})
          throw Error(Code::database_unavailable, "the database server does not answer: {}", last_words());
    }
    std::this_thread::sleep_for(milliseconds{5});
  }
}

// The log lies on that disk too, and may not tell. A server needs room for a segment of its write-ahead log.
bool Cluster::disk_is_full() const {
  struct statvfs disk {};
  constexpr std::uint64_t kSegment = 16 << 20;
  return ::fstatvfs(directory_fd_, &disk) == 0 && std::uint64_t{disk.f_bavail} * disk.f_frsize < kSegment;
}

std::string Cluster::last_words() const {
  std::ifstream in(options_.directory / "pg.log");
  std::string line, last;
  while (std::getline(in, line))
    if (line.find("FATAL") != std::string::npos || line.find("denied") != std::string::npos || last.empty())
      last = line;
  return fmt::format("{} ({}/pg.log)", last, options_.directory.string());
}

std::string Cluster::stop() {
  if (!exists()) return "";
  const auto who = owner();
  const Lock lock(directory_fd_, who);
  const auto server = pid();
  if (!server) return "";
  struct Step {
    int signal;
    std::chrono::seconds patience;
    const char* word;
  };
  for (const auto& [signal, patience, word] : {Step{SIGINT, std::chrono::seconds{30}, "fast"},
                                               Step{SIGQUIT, std::chrono::seconds{10}, "immediate (SIGQUIT)"},
                                               Step{SIGKILL, std::chrono::seconds{10}, "killed (SIGKILL)"}}) {
    ::kill(*server, signal);
    for (const auto until = steady_clock::now() + patience; steady_clock::now() < until;) {
      if (!view_process(*server).there()) {
        end_orphans();
        return word;
      }
      std::this_thread::sleep_for(milliseconds{5});
    }
  }
  throw Error(Code::database_unavailable, "the database server {} does not end", *server);
}

}  // namespace sctf::db
