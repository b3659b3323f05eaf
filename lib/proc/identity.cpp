#include "proc/identity.hpp"

#include <array>
#include <charconv>
#include <filesystem>
#include <fmt/format.h>
#include <optional>
#include <system_error>
#include <unistd.h>

#include "proc/file.hpp"

namespace sctf::proc {
namespace {

struct ProcStat {
  char state = '?';
  unsigned long long start_ticks = 0;
};

// Fields 3 and 22 of /proc/PID/stat. Field 2, the program's name, may hold blanks and brackets: count from
// its end.
std::optional<ProcStat> read_proc_stat(const std::string& path) {
  const auto text = read_file(path, 64 * 1024);
  if (!text) return std::nullopt;
  const auto bracket = text->rfind(')');
  if (bracket == std::string::npos || bracket + 2 >= text->size()) return std::nullopt;
  std::string_view rest = std::string_view(*text).substr(bracket + 2);
  ProcStat stat{.state = rest.front()};
  for (int field = 3; field < 22; ++field) {
    const auto blank = rest.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    rest.remove_prefix(blank + 1);
  }
  const auto end = rest.data() + rest.size();
  if (std::from_chars(rest.data(), end, stat.start_ticks).ec != std::errc{}) return std::nullopt;
  return stat;
}

std::string identity_host() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) return "unknown";
  std::string host = name.data();
  // The text form is one word of five parts.
  for (auto& c : host)
    if (c == '/' || c == ' ' || c == '\t' || c == '\n') c = '_';
  return host.empty() ? "unknown" : host;
}

std::string identity_boot_id() {
  auto text = must(read_file("/proc/sys/kernel/random/boot_id", 128));
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

// "pid:[4026531836]" as its number.
std::string identity_pid_namespace() {
  std::error_code failed;
  const auto link = std::filesystem::read_symlink("/proc/self/ns/pid", failed).native();
  const auto from = link.find('['), to = link.find(']');
  if (failed || from == std::string::npos || to == std::string::npos || to <= from) return "0";
  return link.substr(from + 1, to - from - 1);
}

template <class T>
bool identity_number(std::string_view text, T& number) {
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failed == std::errc{} && end == text.data() + text.size();
}

}  // namespace

std::string ProcessIdentity::str() const {
  return fmt::format("{}/{}/{}/{}/{}", host, boot_id, pid_namespace, pid, start_ticks);
}

Result<ProcessIdentity> ProcessIdentity::parse(std::string_view text) {
  std::array<std::string_view, 5> parts;
  std::size_t count = 0;
  for (auto rest = text; count < parts.size(); ++count) {
    const auto slash = rest.find('/');
    parts[count] = rest.substr(0, slash);
    if (slash == std::string_view::npos) {
      ++count;
      rest = {};
      break;
    }
    rest.remove_prefix(slash + 1);
    if (count == parts.size() - 1) count = parts.size();  // a sixth part
  }
  ProcessIdentity who;
  bool good = count == parts.size() && text.find_first_of(" \t\r\n") == std::string_view::npos;
  for (const auto part : parts) good = good && !part.empty();
  good =
      good && identity_number(parts[3], who.pid) && who.pid > 0 && identity_number(parts[4], who.start_ticks);
  if (!good)
    return problem(Code::invalid_value, "\"{}\" is not a process such as HOST/BOOT/NS/PID/START", text);
  who.host = parts[0];
  who.boot_id = parts[1];
  who.pid_namespace = parts[2];
  return who;
}

ProcessIdentity this_process() {
  const auto stat = read_proc_stat("/proc/self/stat");
  if (!stat) throw Error(Code::io_error, "cannot read /proc/self/stat: is /proc mounted?");
  return {.host = identity_host(),
          .boot_id = identity_boot_id(),
          .pid_namespace = identity_pid_namespace(),
          .pid = static_cast<long>(::getpid()),
          .start_ticks = stat->start_ticks};
}

Liveness liveness(const ProcessIdentity& process) {
  const auto self = this_process();
  if (process.host != self.host || process.boot_id != self.boot_id ||
      process.pid_namespace != self.pid_namespace)
    return Liveness::elsewhere;
  const auto stat = read_proc_stat(fmt::format("/proc/{}/stat", process.pid));
  if (!stat || stat->start_ticks != process.start_ticks) return Liveness::dead;
  return stat->state == 'Z' || stat->state == 'X' ? Liveness::dead : Liveness::alive;
}

}  // namespace sctf::proc
