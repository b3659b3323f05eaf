// The only place that knows how CLI11 answers.

#include "cmd/dispatch.hpp"

#include <CLI/CLI.hpp>

#include "base/suggest.hpp"
#include "cmd/invocation.hpp"

namespace sctf::cmd {
namespace {

std::vector<std::string> dashed_names(const CLI::App& app) {
  std::vector<std::string> out;
  for (const auto* option : app.get_options())
    for (const auto& name : option->get_lnames()) out.push_back("--" + name);
  return out;
}

// CLI11 gives a mistyped option's value to a positional and then complains of something else: look for it
// ourselves, before parsing.
void refuse_unknown_options(const CLI::App& app, const std::string& name,
                            const std::vector<std::string>& args) {
  for (std::size_t i = 0; i < args.size(); ++i) {
    const auto& word = args[i];
    if (word == "--") return;
    if (word.size() < 2 || word[0] != '-') continue;
    const bool is_long = word[1] == '-';
    const auto equals = is_long ? word.find('=') : std::string::npos;
    const auto typed = word.substr(0, is_long ? equals : 2);
    const auto* option = app.get_option_no_throw(typed);
    if (option == nullptr) {
      auto known = dashed_names(app);
      known.insert(known.end(), global_options().begin(), global_options().end());
      throw Error(Code::usage, "\"{}\" is no option of {}{}", typed, name, did_you_mean(typed, known));
    }
    if (equals == std::string::npos)
      i += static_cast<std::size_t>(std::max(0, option->get_items_expected_min()));
  }
}

std::unique_ptr<CLI::App> parser_of(Context& ctx, const Command& command) {
  auto app = std::make_unique<CLI::App>(command.help, typed_name(command));
  app->footer("The options of every verb are in sctf --help.");
  app->option_defaults()->always_capture_default();
  command.define(*app, ctx);
  // A required option has no default worth showing.
  for (auto* option : app->get_options())
    if (option->get_required()) option->default_str("");
  return app;
}

}  // namespace

void run_verb(Context& ctx, const Command& command, const std::vector<std::string>& args) {
  const auto app = parser_of(ctx, command);
  const auto name = typed_name(command);
  if (command.passes_on)
    app->prefix_command();
  else
    refuse_unknown_options(*app, name, args);
  try {
    app->parse(std::vector<std::string>(args.rbegin(), args.rend()));
  } catch (const CLI::CallForHelp&) {
    ctx.out().raw(app->help());
    ctx.object({{"type", "help"}, {"text", app->help()}});
  } catch (const CLI::ExtrasError&) {
    const auto extra = app->remaining();
    throw Error(Code::usage, "{}: \"{}\" is one argument too many", name, extra.empty() ? "" : extra.front());
  } catch (const CLI::ParseError& error) {
    throw Error(Code::usage, "{}: {}", name, error.what());
  }
}

std::vector<std::string> options_of(Context& ctx, const Command& command) {
  auto out = dashed_names(*parser_of(ctx, command));
  out.erase(std::remove(out.begin(), out.end(), "--help"), out.end());
  return out;
}

}  // namespace sctf::cmd
