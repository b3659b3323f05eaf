#include "log/log.hpp"

#include <atomic>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

namespace sctf::log {
namespace {

constexpr std::string_view kJournalSocket = "/run/systemd/journal/socket";

// What configure() settled. Never changed once made and never freed: another thread may be reading it.
struct LogSettings {
  Format format = Format::text;
  bool colour = false;
  int fd = 2;
  int journal = -1;
  std::string program = "sctf";
};

std::atomic<Level> log_level{Level::info};
std::atomic<const LogSettings*> log_settings{nullptr};

// systemd says "DEVICE:INODE" of the stream it connected: ours only if stderr still is that stream.
bool stderr_is_journal() {
  const char* const stream = std::getenv("JOURNAL_STREAM");
  struct stat about {};
  if (stream == nullptr || ::fstat(STDERR_FILENO, &about) != 0) return false;
  const std::string_view text = stream;
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return false;
  unsigned long long device = 0, inode = 0;
  std::from_chars(text.data(), text.data() + colon, device);
  std::from_chars(text.data() + colon + 1, text.data() + text.size(), inode);
  return device == about.st_dev && inode == about.st_ino;
}

int connect_journal() {
  const int fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  struct sockaddr_un address {};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, kJournalSocket.data(), kJournalSocket.size());
  if (::connect(fd, reinterpret_cast<const struct sockaddr*>(&address), sizeof address) == 0) return fd;
  ::close(fd);
  return -1;
}

bool log_wants_colour(int fd) {
  if (::isatty(fd) != 1) return false;
  const char* no_colour = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return (no_colour == nullptr || *no_colour == '\0') && term != nullptr && std::string_view(term) != "dumb";
}

std::unique_ptr<const LogSettings> make_settings(const Options& options) {
  auto made = std::make_unique<LogSettings>();
  made->fd = options.fd;
  made->program = options.program;
  made->format = options.format;
  if (made->format == Format::automatic)
    made->format = stderr_is_journal()         ? Format::journal
                   : ::isatty(options.fd) == 1 ? Format::text
                                               : Format::json;
  if (made->format == Format::journal) made->journal = connect_journal();
  // No journal to be reached: what goes to stderr still arrives there, as lines.
  if (made->format == Format::journal && made->journal < 0) made->format = Format::json;
  made->colour = log_wants_colour(options.fd);
  return made;
}

const LogSettings& current_settings() {
  if (const auto* settings = log_settings.load(std::memory_order_acquire); settings != nullptr)
    return *settings;
  static const std::unique_ptr<const LogSettings> by_default = make_settings(Options{});
  return *by_default;
}

// One write for one event: lines of several threads and processes do not mix (pipes: up to 4 KiB).
void write_line(int fd, std::string_view line) noexcept {
  while (!line.empty()) {
    const auto written = ::write(fd, line.data(), line.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    line.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

void configure(const Options& options) {
  // All are kept, whatever a thread may still hold; a process configures once, a test a few times.
  static std::mutex one_configure;
  static std::vector<std::unique_ptr<const LogSettings>> made;
  const std::lock_guard lock(one_configure);
  log_settings.store(made.emplace_back(make_settings(options)).get(), std::memory_order_release);
  log_level.store(options.level, std::memory_order_relaxed);
}

bool enabled(Level level) noexcept {
  return level >= log_level.load(std::memory_order_relaxed);
}

void write(Level level, std::string_view event, Fields fields) noexcept {
  if (!enabled(level)) return;
  const int number = errno;  // callers look at theirs after logging
  try {
    const auto& settings = current_settings();
    const auto now =
        std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    if (settings.format == Format::journal) {
      const auto datagram = as_journal(settings.program, level, event, fields);
      if (::send(settings.journal, datagram.data(), datagram.size(), MSG_NOSIGNAL) >= 0) {
        errno = number;
        return;
      }
    }
    write_line(settings.fd, settings.format == Format::text
                                ? as_text(now, level, event, fields, settings.colour)
                                : as_json(now, level, event, fields));
  } catch (...) {
    // No memory for a log line: the work goes on without it.
  }
  errno = number;
}

}  // namespace sctf::log
