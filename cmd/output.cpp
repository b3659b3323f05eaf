#include "cmd/output.hpp"

#include <cstdio>
#include <fmt/format.h>

#include "proc/terminal.hpp"

namespace sctf::cmd {

json::Json to_json(const Problem& problem, std::string_view type) {
  json::Json out = {{"type", type}};
  if (!problem.file.empty()) out["file"] = problem.file;
  if (problem.line > 0) out["line"] = problem.line;
  if (problem.column > 0) out["column"] = problem.column;
  if (problem.line > 0 || !problem.value.empty()) out["value"] = problem.value;
  out["code"] = info(problem.code).id;
  out["text"] = problem.text;
  return out;
}

Output::Output(Style style) : style_(style) {}

Output::~Output() {
  clear_bar();
}

void Output::out(std::string_view text) {
  clear_bar();
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) broken_ = true;
}

// One write a line: lines of several processes in one file stay whole.
void Output::err(std::string_view text) {
  clear_bar();
  std::fflush(stdout);
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void Output::clear_bar() {
  if (!bar_shown_) return;
  std::fputs("\r\033[K", stderr);
  bar_shown_ = false;
}

void Output::print(std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (!style_.json) out(fmt::format("{}\n", text));
}

void Output::raw(std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  if (!style_.json) out(bytes);
}

void Output::note(std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (!style_.json && !style_.quiet) out(fmt::format("{}\n", text));
}

void Output::talk(std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (!style_.quiet) err(fmt::format("{}\n", text));
}

void Output::answer(std::string_view text) {
  const std::lock_guard lock(mutex_);
  err(fmt::format("{}\n", text));
}

void Output::object(const json::Json& value) {
  if (!style_.json) return;
  const auto line = json::dump(value) + '\n';
  const std::lock_guard lock(mutex_);
  out(line);
}

void Output::problem(const Problem& problem) {
  if (style_.json) return object(to_json(problem));
  const std::lock_guard lock(mutex_);
  err(to_string(problem) + '\n');
}

void Output::warning(const Problem& problem) {
  if (style_.json) return object(to_json(problem, "warning"));
  auto text = to_string(problem);
  // The place before it holds no " error: " of its own unless the file's name does; the first one is ours.
  if (const auto at = text.find("error: ", problem.file.size()); at != std::string::npos)
    text.replace(at, 5, "warning");
  const std::lock_guard lock(mutex_);
  err(text + '\n');
}

void Output::advice(Code code) {
  if (style_.json) return;
  const std::lock_guard lock(mutex_);
  err(fmt::format("  {}: {}\n", info(code).id, info(code).advice));
}

void Output::bar(std::string_view text) {
  const std::lock_guard lock(mutex_);
  const auto columns = static_cast<std::size_t>(std::max(20, proc::terminal_width()) - 1);
  std::string line = "\r\033[K";
  line += text.substr(0, columns);
  std::fwrite(line.data(), 1, line.size(), stderr);
  bar_shown_ = true;
}

void Output::flush() {
  const std::lock_guard lock(mutex_);
  clear_bar();
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) broken_ = true;
  if (broken_) throw Error(Code::io_error, "standard output does not take the result; it is not complete");
}

}  // namespace sctf::cmd
