#pragma once

#include <functional>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace sctf::db {

/// What /proc says of a process.
struct ProcessView {
  int pid = 0;
  char state = 'X';  ///< `Z` zombie, `X` not there
  std::string name;  ///< of the program, `postgres`
  [[nodiscard]] bool there() const { return state != 'X' && state != 'Z'; }
};
ProcessView view_process(int pid);

/// Processes that work in the folder of `folder_fd` (their /proc/PID/cwd is that inode).
std::vector<int> processes_in(int folder_fd);
/// Whether the process works in that folder.
bool works_in(int pid, int folder_fd);

/// A user of the operating system that a child may become.
struct ServerUser {
  uid_t uid = 0;
  gid_t gid = 0;
  std::string name;
};

/// Runs `work` in a child that has become `user` (where we are root) with umask 077 in `/`; its exit status.
/// What it wrote to stderr and stdout is appended to `output`.
int in_child_as(const ServerUser& user, bool die_with_parent, std::string* output,
                const std::function<int()>& work);

/// Starts `argv` detached, in a session of its own, as `user`; standard output and error go to `log_fd`. The
/// descriptors in `keep` stay open. Its process number.
int spawn_detached(const ServerUser& user, const std::vector<std::string>& argv, int log_fd,
                   const std::vector<int>& keep);

/// exec of `argv`; 127 and a word on stderr where that fails.
int exec_program(const std::vector<std::string>& argv);

}  // namespace sctf::db
