#include "db/cluster.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <pwd.h>
#include <signal.h>
#include <sstream>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include "db/connection.hpp"
#include "db/server_process.hpp"

namespace sctf::db {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kLongestSocketFolder = 93;  // sun_path holds 107 with "/.s.PGSQL.5432"
constexpr const char* kMajor = "15";

ServerUser user_by_uid(uid_t uid, const fs::path& directory) {
  const auto* entry = ::getpwuid(uid);
  if (entry == nullptr)
    throw Error(Code::bad_configuration, "{} belongs to user number {}, which has no name on this machine",
                directory.string(), uid);
  return {entry->pw_uid, entry->pw_gid, entry->pw_name};
}

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

std::string quoted_conninfo(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

struct Descriptor {
  int fd;
  explicit Descriptor(int f) : fd(f) {}
  Descriptor(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd >= 0) ::close(fd);
  }
};

}  // namespace

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
  if (!wait_until_ready(spawn_server(who)))
    throw Error(Code::database_unavailable, "the database server did not start: {}", last_words());
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
