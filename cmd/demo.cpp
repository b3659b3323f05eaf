// sctf demo city. The campaign is in demo_campaign.cpp.

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "cmd/command.hpp"
#include "cmd/context.hpp"
#include "demo/city.hpp"

namespace sctf::cmd {
namespace {

int demo_city(Context& ctx, const demo::CityOptions& options) {
  const auto report = demo::write_city(options);
  if (!report) return ctx.fail(report.error());
  for (const auto& file : report->files) {
    ctx.note("{:14} {:9} lines", file.path, file.lines);
    ctx.object({{"type", "file"}, {"path", file.path}, {"lines", file.lines}});
  }
  ctx.result({{"inhabitants", report->inhabitants},
              {"households", report->households},
              {"foreigners", report->foreigners},
              {"properties", report->properties},
              {"domiciled", report->domiciled}});
  return 0;
}

void define_demo_city(CLI::App& app, Context& ctx) {
  struct Args {
    demo::CityOptions options;
    std::string out;
  };
  auto args = std::make_shared<Args>();
  app.add_option("--inhabitants", args->options.inhabitants, "people; the real city has 208688")
      ->check(CLI::Range(2, 10'000'000));
  app.add_option("--seed", args->options.seed, "another seed, another city");
  app.add_option("--ejercicio", args->options.ejercicio, "tax year of the censuses")
      ->check(CLI::Range(2000, 2100));
  app.add_option("--out", args->out, "folder, made where it is missing")->required();
  app.final_callback([args, &ctx] {
    args->options.out = args->out;
    ctx.exit_with(demo_city(ctx, args->options));
  });
}

constexpr Command kDemoCommands[] = {
    {"demo", "city", "write the censuses of an invented Santa Cruz", define_demo_city},
};

}  // namespace

std::span<const Command> demo_commands() {
  return kDemoCommands;
}

}  // namespace sctf::cmd
