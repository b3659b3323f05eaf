#include "support/sello.hpp"

#include <csignal>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <unistd.h>

#include "proc/file.hpp"

namespace sctf::test {

namespace fs = std::filesystem;

SealFolder::SealFolder(Order order)
    : made_(crypto::make_throwaway({.kind = order.kind,
                                    .from = kSealDay - std::chrono::days(100),
                                    .until = until(),
                                    .time_stamps = order.time_stamps})) {
  std::string name = fs::temp_directory_path() / "sctf-seal-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) throw Error(Code::cannot_create, "mkdtemp {}", name);
  path_ = name;
  write("seal.key", made_.key, 0600);
  write("seal.pem", made_.certificate, 0644);
}

SealFolder::~SealFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

Instant SealFolder::until() const {
  return kSealDay + std::chrono::days(400);
}

crypto::SealSource SealFolder::source() const {
  return {.key = path_ / "seal.key", .certificate = path_ / "seal.pem"};
}

void SealFolder::write(const std::string& name, const std::string& text, int mode) const {
  proc::write_file(path_ / name, text, static_cast<mode_t>(mode));
}

void kill_children_named(const std::string& name) {
  std::ifstream list(fmt::format("/proc/self/task/{}/children", ::getpid()));
  for (pid_t child = 0; list >> child;) {
    std::ifstream comm(fmt::format("/proc/{}/comm", child));
    std::string is;
    if (std::getline(comm, is) && is == name) ::kill(child, SIGKILL);
  }
}

}  // namespace sctf::test
