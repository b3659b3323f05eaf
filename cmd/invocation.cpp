#include "cmd/invocation.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

#include "base/suggest.hpp"

namespace sctf::cmd {
namespace {

Problem usage_problem(std::string text) {
  return {.code = Code::usage, .text = std::move(text)};
}

std::vector<std::string> groups() {
  std::vector<std::string> out;
  for (const auto& command : all_commands())
    if (*command.group != '\0' && std::find(out.begin(), out.end(), command.group) == out.end())
      out.emplace_back(command.group);
  return out;
}

std::vector<std::string> verbs_of(std::string_view group) {
  std::vector<std::string> out;
  for (const auto& command : all_commands())
    if (command.group == group) out.emplace_back(command.verb);
  return out;
}

const Command* find_command(std::string_view group, std::string_view verb) {
  for (const auto& command : all_commands())
    if (command.group == group && command.verb == verb) return &command;
  return nullptr;
}

std::string joined_words(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

/// Walks over the words once. The first thing that is wrong is kept, and the walk goes on for the sake of
/// `--json`.
class Walk {
 public:
  explicit Walk(const std::vector<std::string>& args) : args_(args) {}

  Invocation run() {
    for (; at_ < args_.size(); ++at_) step(args_[at_]);
    if (out_.kind == Invocation::Kind::run && out_.command == nullptr && !out_.problem) missing_word();
    if (out_.problem) out_.kind = Invocation::Kind::run;
    return std::move(out_);
  }

 private:
  void wrong(std::string text) {
    if (!out_.problem) out_.problem = usage_problem(std::move(text));
  }

  void step(const std::string& word) {
    if (literal_) return out_.rest.push_back(word);
    if (out_.command != nullptr && out_.command->passes_on && word != "--help" && word != "-h") {
      literal_ = true;
      if (word != "--") out_.rest.push_back(word);
      return;
    }
    if (global(word)) return;
    if (out_.command != nullptr || out_.problem) {
      literal_ = word == "--";
      return out_.rest.push_back(word);
    }
    if (word == "--help" || word == "-h") {
      out_.kind = out_.group.empty() ? Invocation::Kind::program_help : Invocation::Kind::group_help;
    } else if (word == "--version" && out_.group.empty()) {
      out_.kind = Invocation::Kind::version;
    } else if (word == "--commands" && out_.group.empty()) {
      out_.kind = Invocation::Kind::commands;
    } else if (word.starts_with('-')) {
      auto known = global_options();
      known.insert(known.end(), {"--help", "--version"});
      wrong(fmt::format("\"{}\" is no option of sctf{}", word,
                        did_you_mean(word.substr(0, word.find('=')), known)));
    } else {
      name(word);
    }
  }

  // A group, then its verb; or a verb that stands alone.
  void name(const std::string& word) {
    if (out_.group.empty()) {
      if (out_.command = find_command("", word); out_.command != nullptr) return;
      auto known = groups();
      if (std::find(known.begin(), known.end(), word) != known.end()) {
        out_.group = word;
        return;
      }
      for (const auto& command : all_commands())
        if (word == command.verb)
          return wrong(
              fmt::format("\"{}\" is no group of sctf; did you mean \"{}\"?", word, typed_name(command)));
      const auto alone = verbs_of("");
      known.insert(known.end(), alone.begin(), alone.end());
      return wrong(fmt::format("\"{}\" is no group of sctf{}", word, did_you_mean(word, known)));
    }
    out_.command = find_command(out_.group, word);
    if (out_.command == nullptr)
      wrong(fmt::format("\"{}\" is no verb of sctf {}{}", word, out_.group,
                        did_you_mean(word, verbs_of(out_.group))));
  }

  void missing_word() {
    if (out_.group.empty()) return wrong(fmt::format("sctf wants a group: {}", joined_words(groups())));
    wrong(fmt::format("sctf {} wants a verb: {}", out_.group, joined_words(verbs_of(out_.group))));
  }

  bool global(const std::string& word) {
    auto& globals = out_.globals;
    if (word == "--json") return globals.json = true;
    if (word == "--quiet") return globals.quiet = true;
    if (word == "--verbose") return globals.verbose = true;
    const auto equals = word.find('=');
    const auto option = word.substr(0, equals);
    if (option != "--config" && option != "--data" && option != "--at") return false;
    if (equals == std::string::npos && at_ + 1 >= args_.size()) {
      wrong(fmt::format("{} wants a value", option));
      return true;
    }
    const auto value = equals == std::string::npos ? args_[++at_] : word.substr(equals + 1);
    if (value.empty())
      wrong(fmt::format("{} wants a value", option));
    else if (option == "--config")
      globals.config = value;
    else if (option == "--data")
      data(value);
    else
      at(value);
    return true;
  }

  void data(const std::string& value) {
    std::error_code ignored;
    if (std::filesystem::exists(value, ignored) && !std::filesystem::is_directory(value, ignored))
      return wrong(fmt::format("--data: {} is not a folder", value));
    out_.globals.data = std::filesystem::absolute(value);
  }

  void at(const std::string& value) {
    const auto instant = parse_instant(value);
    if (!instant)
      return wrong(fmt::format("--at: \"{}\" is not a time of RFC 3339, like 2026-05-20T08:00:00Z", value));
    out_.globals.at = *instant;
  }

  const std::vector<std::string>& args_;
  Invocation out_;
  std::size_t at_ = 0;
  bool literal_ = false;
};

constexpr const char* kGlobalHelp =
    "Before or after group and verb:\n"
    "  --config FILE   configuration in place of DIR/sctf.yaml and /etc/sctf/sctf.yaml\n"
    "  --data DIR      where the private database lives\n"
    "  --at TIME       business clock, RFC 3339 (now)\n"
    "  --json          standard output is one JSON object a line, the last one of type \"result\"\n"
    "  --quiet         results and errors only\n"
    "  --verbose       log everything\n";

void add_verbs(std::string& out, std::string_view group) {
  std::size_t width = 0;
  for (const auto& verb : verbs_of(group)) width = std::max(width, verb.size());
  for (const auto& command : all_commands())
    if (command.group == group) out += fmt::format("  {:{}}  {}\n", command.verb, width, command.help);
}

}  // namespace

const std::vector<std::string>& global_options() {
  static const std::vector<std::string> options = {"--config", "--data",  "--at",
                                                   "--json",   "--quiet", "--verbose"};
  return options;
}

std::string typed_name(const Command& command) {
  return *command.group == '\0' ? fmt::format("sctf {}", command.verb)
                                : fmt::format("sctf {} {}", command.group, command.verb);
}

Invocation parse_invocation(const std::vector<std::string>& args) {
  return Walk(args).run();
}

std::string program_help() {
  std::string out = "usage: sctf [OPTION…] GROUP VERB …\n";
  for (const auto& group : groups()) {
    out += fmt::format("\n{}:\n", group);
    add_verbs(out, group);
  }
  out += "\nalone:\n";
  add_verbs(out, "");
  return out + '\n' + kGlobalHelp +
         "\nsctf GROUP VERB --help says more; sctf(1) and sctf-GROUP(1) say everything.\n";
}

std::string group_help(const std::string& group) {
  auto out = fmt::format("usage: sctf {} VERB …\n\n", group);
  add_verbs(out, group);
  return out + '\n' + kGlobalHelp +
         fmt::format("\nsctf {} VERB --help says more; sctf-{}(1) says everything.\n", group, group);
}

}  // namespace sctf::cmd
