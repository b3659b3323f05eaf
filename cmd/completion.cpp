#include "cmd/completion.hpp"

#include <fmt/format.h>
#include <map>
#include <vector>

#include "cmd/dispatch.hpp"
#include "cmd/invocation.hpp"

namespace sctf::cmd {
namespace {

std::string spaced(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

// What may follow: nothing typed yet, a group, a group and a verb (or a verb that stands alone).
struct Words {
  std::vector<std::string> first;
  std::map<std::string, std::vector<std::string>> verbs;
  std::map<std::string, std::vector<std::string>> options;  ///< under `db init` or `explain`
};

Words words_of(Context& ctx) {
  Words words;
  for (const auto& command : all_commands()) {
    const std::string group = command.group, verb = command.verb;
    if (group.empty()) {
      words.first.push_back(verb);
    } else {
      if (words.verbs[group].empty()) words.first.push_back(group);
      words.verbs[group].push_back(verb);
    }
    auto options = options_of(ctx, command);
    if (verb == "completion") options = {"bash", "zsh", "fish"};
    words.options[group.empty() ? verb : group + ' ' + verb] = std::move(options);
  }
  return words;
}

// bash and zsh (by its bashcompinit) share one function; it looks for group and verb among the words before.
std::string shell_function(const Words& words) {
  const auto globals = spaced(global_options());
  std::string out =
      "_sctf() {\n"
      "  local i skip='' key='' typed=${COMP_WORDS[COMP_CWORD]} list=''\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    if [ -n \"$skip\" ]; then skip=''; continue; fi\n"
      "    case ${COMP_WORDS[i]} in\n"
      "      --config|--data|--at) skip=yes ;;\n"
      "      -*) ;;\n"
      "      *) case $key in *' '*) ;; '') key=${COMP_WORDS[i]} ;; *) key=\"$key ${COMP_WORDS[i]}\" ;; esac "
      ";;\n"
      "    esac\n"
      "  done\n"
      "  case $key in\n";
  out += fmt::format("    '') list='{} {} --help --version' ;;\n", spaced(words.first), globals);
  for (const auto& [group, verbs] : words.verbs)
    out += fmt::format("    '{}') list='{} {} --help' ;;\n", group, spaced(verbs), globals);
  for (const auto& [verb, options] : words.options)
    out += fmt::format("    '{}'{}) list='{} {} --help' ;;\n", verb,
                       verb.find(' ') == std::string::npos ? "*" : "", spaced(options), globals);
  return out +
         "  esac\n"
         "  COMPREPLY=($(compgen -W \"$list\" -- \"$typed\"))\n"
         "}\n";
}

std::string fish_script(const Words& words) {
  std::string out = "complete -c sctf -n __fish_use_subcommand -f\n";
  for (const auto& word : words.first)
    out += fmt::format("complete -c sctf -n __fish_use_subcommand -a '{}'\n", word);
  for (const auto& [group, verbs] : words.verbs)
    out += fmt::format(
        "complete -c sctf -f -n '__fish_seen_subcommand_from {0}; and not __fish_seen_subcommand_from {1}' "
        "-a '{1}'\n",
        group, spaced(verbs));
  for (const auto& [verb, options] : words.options) {
    const auto space = verb.find(' ');
    auto condition = "__fish_seen_subcommand_from " + verb.substr(0, space);
    if (space != std::string::npos)
      condition += "; and __fish_seen_subcommand_from " + verb.substr(space + 1);
    for (const auto& option : options)
      out += option.starts_with("--")
                 ? fmt::format("complete -c sctf -n '{}' -l '{}'\n", condition, option.substr(2))
                 : fmt::format("complete -c sctf -f -n '{}' -a '{}'\n", condition, option);
  }
  for (const auto& option : global_options())
    out += fmt::format("complete -c sctf -l '{}'\n", option.substr(2));
  return out;
}

}  // namespace

std::string completion_script(Context& ctx, const std::string& shell) {
  const auto words = words_of(ctx);
  if (shell == "fish") return fish_script(words);
  const std::string from = "# completion of sctf for " + shell + ": made by sctf completion " + shell + "\n";
  if (shell == "zsh")
    return "#compdef sctf\n" + from + "autoload -U +X bashcompinit && bashcompinit\n" +
           shell_function(words) + "complete -o default -F _sctf sctf\n";
  return from + shell_function(words) + "complete -o default -F _sctf sctf\n";
}

}  // namespace sctf::cmd
