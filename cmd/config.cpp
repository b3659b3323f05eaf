// sctf config: what holds, and whether it is right.

#include <CLI/CLI.hpp>
#include <memory>

#include "cmd/command.hpp"
#include "cmd/context.hpp"

namespace sctf::cmd {
namespace {

int config_check(Context& ctx) {
  const auto& settings = ctx.settings();  // tells of all that is wrong and ends the program
  Json files = Json::array();
  for (const auto& file : settings.files()) files.push_back(file.string());
  Json examples = Json::array();
  for (const auto& key : settings.keys())
    if (settings.is_example(key)) examples.push_back(key);
  for (const auto& file : files) ctx.note("{}: right", file.get<std::string>());
  if (files.empty()) ctx.note("no file: the defaults hold");
  for (const auto& key : examples)
    ctx.talk("{} is still the example: {}", key.get<std::string>(), settings.text(key.get<std::string>()));
  ctx.result({{"files", files}, {"examples", examples}});
  return 0;
}

void define_config_check(CLI::App& app, Context& ctx) {
  app.final_callback([&ctx] { ctx.exit_with(config_check(ctx)); });
}

int config_show(Context& ctx, bool origin) {
  const auto& settings = ctx.settings();
  for (const auto& key : settings.keys()) {
    const auto from = config::to_string(settings.origin(key));
    if (origin)
      ctx.print("{}: {}   # {}{}", key, settings.text(key), from,
                settings.is_example(key) ? ", example" : "");
    else
      ctx.print("{}: {}", key, settings.text(key));
    ctx.object({{"type", "setting"},
                {"key", key},
                {"value", settings.text(key)},
                {"origin", from},
                {"example", settings.is_example(key)}});
  }
  ctx.result({{"keys", settings.keys().size()}});
  return 0;
}

void define_config_show(CLI::App& app, Context& ctx) {
  auto origin = std::make_shared<bool>(false);
  app.add_flag("--origin", *origin, "say where each value comes from");
  app.final_callback([origin, &ctx] { ctx.exit_with(config_show(ctx, *origin)); });
}

constexpr Command kConfigCommands[] = {
    {"config", "check", "read every layer and say what is wrong", define_config_check},
    {"config", "show", "print every key with the value that holds", define_config_show},
};

}  // namespace

std::span<const Command> config_commands() {
  return kConfigCommands;
}

}  // namespace sctf::cmd
