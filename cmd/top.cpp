// The verbs that stand alone.

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "base/suggest.hpp"
#include "cmd/command.hpp"
#include "cmd/completion.hpp"
#include "cmd/context.hpp"

namespace sctf::cmd {
namespace {

int explain_code(Context& ctx, const std::string& text) {
  const auto* code = find_code(text);
  if (code == nullptr) {
    std::vector<std::string> known;
    for_each_code(
        [](const CodeInfo& row, void* list) {
          static_cast<std::vector<std::string>*>(list)->insert(
              static_cast<std::vector<std::string>*>(list)->end(),
              {std::string(row.id), std::string(row.name)});
        },
        &known);
    return ctx.fail({.code = Code::invalid_argument,
                     .text = fmt::format("\"{}\" is no code of sctf{}", text, did_you_mean(text, known)),
                     .value = text});
  }
  ctx.print("{} {}: {}\n  {}\n  exit status {}, HTTP {}", code->id, code->name, code->what, code->advice,
            code->exit, code->http);
  ctx.object({{"type", "code"},
              {"code", code->id},
              {"name", code->name},
              {"what", code->what},
              {"advice", code->advice},
              {"exit", code->exit},
              {"http", code->http}});
  return 0;
}

void define_explain_code(CLI::App& app, Context& ctx) {
  auto code = std::make_shared<std::string>();
  app.add_option("CODE", *code, "SCTF-0303, 303 or not_approved")->required();
  app.final_callback([code, &ctx] { ctx.exit_with(explain_code(ctx, *code)); });
}

void define_completion(CLI::App& app, Context& ctx) {
  auto shell = std::make_shared<std::string>();
  app.add_option("SHELL", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  app.final_callback([shell, &ctx] {
    const auto script = completion_script(ctx, *shell);
    ctx.out().raw(script);
    ctx.object({{"type", "completion"}, {"shell", *shell}, {"text", script}});
  });
}

constexpr Command kTopCommands[] = {
    {"", "explain", "say what a code means and what to do", define_explain_code},
    {"", "completion", "print the completion script of a shell", define_completion},
};

}  // namespace

std::span<const Command> top_commands() {
  return kTopCommands;
}

}  // namespace sctf::cmd
