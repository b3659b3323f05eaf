// sctf: takes a command line apart, runs one verb, says how it ended.

#include <csignal>
#include <exception>
#include <fmt/format.h>
#include <string>
#include <vector>

#include "cmd/dispatch.hpp"
#include "cmd/invocation.hpp"

namespace sctf::cmd {
namespace {

void run(Context& ctx, const Invocation& invocation) {
  if (invocation.problem) throw Error(*invocation.problem);
  const auto say = [&](const char* type, const std::string& text) {
    ctx.out().raw(text);
    ctx.object({{"type", type}, {"text", text}});
  };
  switch (invocation.kind) {
    case Invocation::Kind::run: return run_verb(ctx, *invocation.command, invocation.rest);
    case Invocation::Kind::program_help: return say("help", program_help());
    case Invocation::Kind::group_help: return say("help", group_help(invocation.group));
    case Invocation::Kind::version:
      ctx.print("sctf {}", SCTF_VERSION);
      return ctx.result({{"version", SCTF_VERSION}});
    case Invocation::Kind::commands:
      // Each verb with its options, one a line: for the tests of the manual.
      for (const auto& command : all_commands()) {
        auto line = typed_name(command);
        for (const auto& option : options_of(ctx, command)) line += ' ' + option;
        ctx.out().raw(line + '\n');
      }
  }
}

// One of the three places where an Error is caught.
int run_to_status(Context& ctx, const Invocation& invocation) {
  try {
    run(ctx, invocation);
    return ctx.status();
  } catch (const Exit& exit) {
    return exit.status;
  } catch (const Error& error) {
    return ctx.fail(error.problem());
  } catch (const std::exception& error) {
    return ctx.fail({.code = Code::internal, .text = fmt::format("unexpected: {}", error.what())});
  }
}

// Whether the database was there at the end: otherwise a last word to it would only wait in vain.
bool ended_well(int status) {
  return status == 0 || status == 65 || status == 77;
}

int program(const std::vector<std::string>& args) {
  // Before a batch listens to it, SIGUSR1 asks for nothing; it must not end the program.
  std::signal(SIGUSR1, [](int) {});
  const auto invocation = parse_invocation(args);
  Context ctx(invocation.globals);
  int status = run_to_status(ctx, invocation);
  if (ended_well(status)) ctx.extend_audit_chain();
  try {
    ctx.finish(status);
  } catch (const Error& error) {
    status = ctx.fail(error.problem());
  }
  return status;
}

}  // namespace
}  // namespace sctf::cmd

int main(int argc, char** argv) {
  return sctf::cmd::program({argv + std::min(1, argc), argv + argc});
}
