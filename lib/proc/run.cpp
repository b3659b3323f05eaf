// Asio's fences are real ones; GCC only says that its thread sanitizer does not see them.
#if defined(__SANITIZE_THREAD__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wtsan"
#endif

#include "proc/run.hpp"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/process.hpp>
#include <boost/process/extend.hpp>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <memory>
#include <mutex>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace sctf::proc {
namespace {

namespace bp = boost::process;
using boost::system::error_code;

// How long output may still come once the program itself has ended: a daemon that it left behind may hold our
// pipe open for ever.
constexpr std::chrono::milliseconds kGraceAfterExit{300};

struct CloseStream {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
using Stream = std::unique_ptr<std::FILE, CloseStream>;

Result<Stream> child_stream(const std::filesystem::path& path, int flags, const char* mode) {
  const int fd = ::open(path.c_str(), flags | O_CLOEXEC | O_NOCTTY, 0600);
  if (fd < 0)
    return problem(flags == O_RDONLY ? Code::no_input : Code::cannot_create, "cannot open {}: {}",
                   path.native(), std::generic_category().message(errno));
  return Stream(::fdopen(fd, mode));
}

// One pipe from the child, read to its end even when nobody wants the rest: unread output would block the
// child.
class Drain {
 public:
  Drain(boost::asio::io_context& context, std::size_t max) : in_(context), max_(max) {}

  // Both ends close on exec; dup2 in the child takes that off its copy.
  Stream open() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
      throw Error(Code::io_error, "cannot make a pipe: {}", std::generic_category().message(errno));
    in_.assign(ends[0]);
    return Stream(::fdopen(ends[1], "w"));
  }

  template <class AtEnd>
  void start(AtEnd at_end) {
    in_.async_read_some(boost::asio::buffer(chunk_), [this, at_end](error_code failed, std::size_t got) {
      if (failed) {
        error_code ignored;
        in_.close(ignored);
        open_ = false;
        at_end();
        return;
      }
      text_.append(chunk_.data(), std::min(got, max_ - text_.size()));
      start(at_end);
    });
    open_ = true;
  }

  void stop() {
    error_code ignored;
    if (open_) in_.cancel(ignored);
  }
  [[nodiscard]] bool is_open() const noexcept { return open_; }
  [[nodiscard]] std::string&& take() noexcept { return std::move(text_); }
  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  boost::asio::posix::stream_descriptor in_;
  std::size_t max_;
  std::array<char, 16 * 1024> chunk_{};
  std::string text_;
  bool open_ = false;
};

bp::environment child_environment(const RunOptions& options) {
  bp::environment env = boost::this_process::environment();
  for (const auto& [name, value] : options.env) env[name] = value;
  return env;
}

std::string last_words(const std::string& err) {
  constexpr std::size_t kWords = 400;
  auto text = err.size() > kWords ? "…" + err.substr(err.size() - kWords) : err;
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text.empty() ? "it said nothing" : "it said: " + text;
}

// One child, an io_context of its own on the calling thread. Boost's own wait_for is not safe beside other
// threads.
class ChildRun {
 public:
  explicit ChildRun(const RunOptions& options)
      : options_(options),
        timer_(context_),
        out_(context_, options.max_output),
        err_(context_, options.max_output) {}

  Result<RunOutcome> operator()(const std::string& program, const std::vector<std::string>& argv) {
    auto in = child_stream(options_.stdin_file.empty() ? "/dev/null" : options_.stdin_file, O_RDONLY, "r");
    if (!in) return tl::unexpected(std::move(in.error()));
    Result<Stream> out{};
    const bool to_file = !options_.stdout_file.empty();
    if (to_file) {
      out = child_stream(options_.stdout_file, O_WRONLY | O_CREAT | O_TRUNC, "w");
      if (!out) return tl::unexpected(std::move(out.error()));
    } else {
      out = out_.open();
    }
    auto err = err_.open();
    if (auto started = start(program, argv, in->get(), out->get(), err.get()); !started)
      return tl::unexpected(std::move(started.error()));
    in->reset();
    out->reset();
    err.reset();
    wait(to_file);
    return outcome(argv.front());
  }

 private:
  Result<void> start(const std::string& program, const std::vector<std::string>& argv, std::FILE* in,
                     std::FILE* out, std::FILE* err) {
    const std::vector<std::string> args(argv.begin() + 1, argv.end());
    const auto folder = options_.folder.empty() ? std::string(".") : options_.folder.native();
    // Boost's own pipe for the error of exec is not close-on-exec from its birth: no two starts at once.
    static std::mutex one_start;
    const std::lock_guard lock(one_start);
    try {
      child_ = bp::child(
          bp::exe = program, bp::args = args, child_environment(options_), bp::start_dir = folder,
          bp::std_in<in, bp::std_out> out, bp::std_err > err, group_, context_,
          bp::on_exit = [this](int, const std::error_code&) { on_exit(); });
    } catch (const bp::process_error& failed) {
      return problem(Code::child_failed, "cannot start {}: {}", program, failed.code().message());
    }
    return {};
  }

  void wait(bool to_file) {
    const auto at_end = [this] {
      if (exited_ && !out_.is_open() && !err_.is_open()) timer_.cancel();
    };
    if (!to_file) out_.start(at_end);
    err_.start(at_end);
    timer_.expires_after(options_.timeout);
    timer_.async_wait([this](error_code cancelled) {
      if (cancelled || exited_) return;
      timed_out_ = true;
      std::error_code ignored;
      group_.terminate(ignored);
    });
    context_.run();
    // What the program left running on purpose is not ours to end.
    group_.detach();
    child_.detach();
  }

  void on_exit() {
    exited_ = true;
    timer_.cancel();
    if (!out_.is_open() && !err_.is_open()) return;
    timer_.expires_after(kGraceAfterExit);
    timer_.async_wait([this](error_code cancelled) {
      if (cancelled) return;
      out_.stop();
      err_.stop();
    });
  }

  Result<RunOutcome> outcome(const std::string& name) {
    if (timed_out_)
      return problem(Code::child_failed, "{} did not end within {} ms and was killed; {}", name,
                     options_.timeout.count(), last_words(err_.text()));
    const int status = child_.native_exit_code();
    return RunOutcome{.exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status),
                      .out = out_.take(),
                      .err = err_.take()};
  }

  const RunOptions& options_;
  boost::asio::io_context context_;
  boost::asio::steady_timer timer_;
  Drain out_;
  Drain err_;
  bp::group group_;
  bp::child child_;
  bool exited_ = false;
  bool timed_out_ = false;
};

}  // namespace

std::filesystem::path find_program(const std::string& name) {
  if (name.empty()) return {};
  const std::filesystem::path path =
      name.find('/') == std::string::npos ? bp::search_path(name).native() : name;
  std::error_code ignored;
  const bool good = std::filesystem::is_regular_file(path, ignored) && ::access(path.c_str(), X_OK) == 0;
  return good ? path : std::filesystem::path{};
}

Result<RunOutcome> run(const std::vector<std::string>& argv, const RunOptions& options) {
  if (argv.empty()) throw Error(Code::internal, "run() needs a program");
  const auto program = find_program(argv.front());
  if (program.empty()) return problem(Code::child_failed, "cannot start {}: no such program", argv.front());
  // Boost would run it in our own folder and say nothing.
  std::error_code ignored;
  if (!options.folder.empty() && !std::filesystem::is_directory(options.folder, ignored))
    return problem(Code::child_failed, "cannot start {}: no folder {}", argv.front(),
                   options.folder.native());
  return ChildRun(options)(program.native(), argv);
}

}  // namespace sctf::proc
