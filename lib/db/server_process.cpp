#include "db/server_process.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <grp.h>
#include <iterator>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/result.hpp"

namespace sctf::db {
namespace {

bool become(const ServerUser& user) {
  if (::geteuid() == user.uid) return true;
  return ::initgroups(user.name.c_str(), user.gid) == 0 && ::setresgid(user.gid, user.gid, user.gid) == 0 &&
         ::setresuid(user.uid, user.uid, user.uid) == 0;
}

void plain_signals() {
  for (const int signal : {SIGINT, SIGTERM, SIGQUIT, SIGUSR1, SIGPIPE, SIGHUP}) ::signal(signal, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

bool same_inode(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

}  // namespace

ProcessView view_process(int pid) {
  std::ifstream in(fmt::format("/proc/{}/stat", pid));
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto end = text.rfind(')');  // the command name may hold anything
  const auto begin = text.find('(');
  if (end == std::string::npos || end + 2 >= text.size()) return {pid, 'X', {}};
  return {pid, text[end + 2], text.substr(begin + 1, end - begin - 1)};
}

bool works_in(int pid, int folder_fd) {
  struct stat folder {
  }, cwd{};
  return ::fstat(folder_fd, &folder) == 0 && ::stat(fmt::format("/proc/{}/cwd", pid).c_str(), &cwd) == 0 &&
         same_inode(folder, cwd);
}

std::vector<int> processes_in(int folder_fd) {
  std::vector<int> found;
  const std::unique_ptr<DIR, int (*)(DIR*)> proc(::opendir("/proc"), ::closedir);
  if (!proc) return found;
  while (const auto* entry = ::readdir(proc.get())) {
    const int pid = std::atoi(entry->d_name);
    if (pid > 0 && pid != ::getpid() && works_in(pid, folder_fd)) found.push_back(pid);
  }
  return found;
}

int exec_program(const std::vector<std::string>& argv) {
  std::vector<char*> raw;
  for (const auto& argument : argv) raw.push_back(const_cast<char*>(argument.c_str()));
  raw.push_back(nullptr);
  ::execv(raw[0], raw.data());
  const auto text = fmt::format("{}: {}\n", argv[0], std::strerror(errno));
  (void)!::write(STDERR_FILENO, text.data(), text.size());
  return 127;
}

int in_child_as(const ServerUser& user, bool die_with_parent, std::string* output,
                const std::function<int()>& work) {
  int pipe_fds[2];
  if (::pipe2(pipe_fds, O_CLOEXEC) != 0) throw Error(Code::io_error, "pipe: {}", std::strerror(errno));
  const pid_t child = ::fork();
  if (child < 0) throw Error(Code::io_error, "fork: {}", std::strerror(errno));
  if (child == 0) {
    plain_signals();
    ::dup2(pipe_fds[1], STDOUT_FILENO);
    ::dup2(pipe_fds[1], STDERR_FILENO);
    const int null = ::open("/dev/null", O_RDONLY);
    if (null >= 0) ::dup2(null, STDIN_FILENO);
    if (!become(user)) ::_exit(126);
    if (die_with_parent) ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // after setresuid, which clears it
    ::umask(077);
    if (::chdir("/") != 0) ::_exit(126);
    ::_exit(work());
  }
  ::close(pipe_fds[1]);
  char buffer[4096];
  for (ssize_t n = 0; (n = ::read(pipe_fds[0], buffer, sizeof buffer)) > 0 || (n < 0 && errno == EINTR);)
    if (n > 0 && output != nullptr) output->append(buffer, static_cast<std::size_t>(n));
  ::close(pipe_fds[0]);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int spawn_detached(const ServerUser& user, const std::vector<std::string>& argv, int log_fd,
                   const std::vector<int>& keep) {
  int pipe_fds[2];
  if (::pipe2(pipe_fds, O_CLOEXEC) != 0) throw Error(Code::io_error, "pipe: {}", std::strerror(errno));
  const pid_t middle = ::fork();
  if (middle < 0) throw Error(Code::io_error, "fork: {}", std::strerror(errno));
  if (middle == 0) {
    ::setsid();
    const pid_t server = ::fork();
    if (server != 0) {
      (void)!::write(pipe_fds[1], &server, sizeof server);
      ::_exit(0);
    }
    plain_signals();
    const int null = ::open("/dev/null", O_RDONLY);
    ::dup2(null, STDIN_FILENO);
    ::dup2(log_fd, STDOUT_FILENO);
    ::dup2(log_fd, STDERR_FILENO);
    for (const int fd : keep) ::fcntl(fd, F_SETFD, 0);
    if (!become(user)) ::_exit(126);
    ::umask(077);
    if (::chdir("/") != 0) ::_exit(126);
    ::_exit(exec_program(argv));
  }
  ::close(pipe_fds[1]);
  pid_t server = -1;
  const auto got = ::read(pipe_fds[0], &server, sizeof server);
  ::close(pipe_fds[0]);
  ::waitpid(middle, nullptr, 0);
  if (got != sizeof server || server < 0)
    throw Error(Code::database_unavailable, "the database server could not be started");
  return server;
}

}  // namespace sctf::db
