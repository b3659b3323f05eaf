// sctf job: the runs of batches, whatever they are about.

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "audit/audit.hpp"
#include "base/ids.hpp"
#include "cmd/command.hpp"
#include "cmd/context.hpp"
#include "jobs/sql.hpp"
#include "proc/identity.hpp"

namespace sctf::cmd {
namespace {

// `4711 on host`, from what a lease remembers of its owner.
std::string process_text(const db::Row& row) {
  const auto owner = row.get<std::optional<std::string>>("owner");
  if (!owner) return "";
  const auto process = proc::ProcessIdentity::parse(*owner);
  return process ? fmt::format("{} on {}", process->pid, process->host) : *owner;
}

std::string problem_text(const db::Row& row) {
  const auto text = row.get<std::optional<std::string>>("problem");
  if (!text) return "";
  const auto told = json::parse(*text);
  return told ? told->value("text", "") : *text;
}

Json run_object(const db::Row& row) {
  Json out = {{"type", "run"},
              {"run", run_text(row.get<std::int64_t>("id"))},
              {"kind", row.view("kind")},
              {"key", row.view("key")},
              {"state", row.view("state")},
              {"clock", to_string(row.get<Instant>("clock"))},
              {"account", row.view("account")},
              {"created_at", to_string(row.get<Instant>("created_at"))}};
  if (const auto ended = row.get<std::optional<Instant>>("ended_at")) out["ended_at"] = to_string(*ended);
  if (const auto process = process_text(row); !process.empty()) out["process"] = process;
  if (const auto text = problem_text(row); !text.empty()) out["problem"] = text;
  return out;
}

int job_list(Context& ctx, bool all) {
  const auto rows = db::in_transaction(
      ctx.pool(), [&](db::Transaction& tx) { return tx.query(jobs::sql::run_list, ctx.ente(), !all); });
  for (const auto& row : rows) {
    auto object = run_object(row);
    const auto chunks = row.get<std::int64_t>("chunks"), done = row.get<std::int64_t>("done");
    object["chunks"] = chunks;
    object["done"] = done;
    object["items"] = row.get<std::int64_t>("items");
    ctx.object(object);
    ctx.print("{:>6}  {:22} {:9} {:>5}/{:<5} {}  {}", run_text(row.get<std::int64_t>("id")), row.view("kind"),
              row.view("state"), done, chunks, to_string(row.get<Instant>("created_at")).substr(0, 19),
              problem_text(row));
  }
  if (rows.empty()) ctx.talk("no {}runs", all ? "" : "open ");
  ctx.result({{"runs", rows.size()}});
  return 0;
}

void define_job_list(CLI::App& app, Context& ctx) {
  auto all = std::make_shared<bool>(false);
  app.add_flag("--all", *all, "also those that are done, cancelled or undone");
  app.final_callback([all, &ctx] { ctx.exit_with(job_list(ctx, *all)); });
}

// Steps, files and refused items of a run.
void show_parts(Context& ctx, db::Transaction& tx, std::int64_t run) {
  for (const auto& row : tx.query(jobs::sql::chunk_list, ctx.ente(), run)) {
    const auto error = row.get<std::optional<std::string>>("error");
    ctx.print("  step {:20} {:>5}/{:<5} {:>9} items{}", row.view("name"), row.get<std::int64_t>("done"),
              row.get<std::int64_t>("chunks"), row.get<std::int64_t>("items"), error ? "  " + *error : "");
    ctx.object({{"type", "step"},
                {"name", row.view("name")},
                {"chunks", row.get<std::int64_t>("chunks")},
                {"done", row.get<std::int64_t>("done")},
                {"items", row.get<std::int64_t>("items")},
                {"sum_cents", row.get<std::int64_t>("sum_cts")}});
  }
  for (const auto& file : jobs::run_files(tx, ctx.ente(), run)) {
    ctx.print("  file {:40} {:>9} items {:>12} bytes", file.path, file.items, file.bytes);
    ctx.object({{"type", "file"},
                {"path", file.path},
                {"kind", file.kind},
                {"count", file.items},
                {"sum_cents", file.sum.value},
                {"sha256", file.sha256}});
  }
  for (const auto& row : tx.query(jobs::sql::reject_list, ctx.ente(), run))
    ctx.report(Problem{.code = static_cast<Code>(row.get<int>("code")),
                       .text = row.get<std::string>("reason"),
                       .file = row.get<std::string>("file"),
                       .line = row.get<std::int64_t>("line"),
                       .column = row.get<std::int64_t>("col"),
                       .value = row.get<std::string>("value")});
}

int job_show(Context& ctx, std::int64_t run) {
  const auto shown = db::in_transaction(ctx.pool(), [&](db::Transaction& tx) -> Result<void> {
    const auto rows = tx.query(jobs::sql::run_info, ctx.ente(), run);
    if (rows.empty()) return problem(Code::not_found, "there is no run {}", run_text(run));
    auto object = run_object(rows.front());
    for (const auto& [key, value] : object.items())
      if (key != "type") ctx.print("{:12} {}", key, value.get<std::string>());
    if (const auto result = rows.front().get<std::optional<std::string>>("result")) {
      object["result"] = must(json::parse(*result));
      ctx.print("{:12} {}", "result", *result);
    }
    object["params"] = must(json::parse(rows.front().view("params")));
    ctx.object(object);
    show_parts(ctx, tx, run);
    // What was refused is told with what stood there: people's data.
    audit::record(tx, ctx.caller(), {.action = "job.show", .object = fmt::format("run/{}", run)});
    return {};
  });
  return shown ? 0 : ctx.fail(shown.error());
}

int job_resume(Context& ctx, std::int64_t run, bool dry_run) {
  if (dry_run) {
    const auto can = ctx.engine().resumable(run);
    if (!can) return ctx.fail(can.error());
    const auto left = jobs::progress_of(ctx.pool(), ctx.ente(), run);
    ctx.note("run {} would go on: {} of its {} chunks are done", run_text(run), left.done, left.chunks);
    ctx.result({{"run", run_text(run)}, {"dry_run", true}});
    return 0;
  }
  const auto outcome = ctx.engine().resume(run);
  if (!outcome) return ctx.fail(outcome.error());
  ctx.note("run {} ({}) is done", run_text(run), outcome->run.kind);
  ctx.result({{"run", run_text(run)}, {"result", outcome->result}, {"files", outcome->files.size()}});
  return 0;
}

int job_cancel(Context& ctx, std::int64_t run, bool dry_run) {
  const auto cancelled = ctx.engine().cancel(run, dry_run);
  if (!cancelled) return ctx.fail(cancelled.error());
  ctx.note("run {} {}; what its chunks did stays", run_text(run),
           dry_run ? "would be cancelled" : "is cancelled");
  ctx.result({{"run", run_text(run)}, {"dry_run", dry_run}});
  return 0;
}

void add_run(CLI::App& app, std::string& run) {
  app.add_option("RUN", run, "number and letter, as sctf job list prints it")->required();
}

void define_job_show(CLI::App& app, Context& ctx) {
  auto run = std::make_shared<std::string>();
  add_run(app, *run);
  app.final_callback([run, &ctx] {
    const auto id = parse_run(*run);
    ctx.exit_with(id ? job_show(ctx, *id) : ctx.fail(id.error()));
  });
}

// The verbs that do something to one run.
template <int (*Verb)(Context&, std::int64_t, bool)>
void define_job_of_run(CLI::App& app, Context& ctx) {
  struct Args {
    std::string run;
    bool dry_run = false;
  };
  auto args = std::make_shared<Args>();
  add_run(app, args->run);
  app.add_flag("--dry-run", args->dry_run, "say whether it could be done, do nothing");
  app.final_callback([args, &ctx] {
    const auto id = parse_run(args->run);
    ctx.exit_with(id ? Verb(ctx, *id, args->dry_run) : ctx.fail(id.error()));
  });
}

int job_work(Context& ctx, bool until_idle) {
  ctx.leave_server_alone();
  const auto chunks = ctx.engine().work(until_idle);
  ctx.note("{} chunks done", chunks);
  ctx.result({{"chunks", chunks}});
  ctx.check_stop();
  return 0;
}

void define_job_work(CLI::App& app, Context& ctx) {
  auto until_idle = std::make_shared<bool>(false);
  app.add_flag("--until-idle", *until_idle, "end when there is nothing to do");
  app.final_callback([until_idle, &ctx] { ctx.exit_with(job_work(ctx, *until_idle)); });
}

constexpr Command kJobCommands[] = {
    {"job", "list", "list the runs that are open", define_job_list},
    {"job", "show", "show a run with its steps, files and refused items", define_job_show},
    {"job", "resume", "take a run up again, also a failed or cancelled one", define_job_of_run<job_resume>},
    {"job", "cancel", "see that nobody works on a run any more", define_job_of_run<job_cancel>},
    {"job", "work", "lend this machine to the queue", define_job_work},
};

}  // namespace

std::span<const Command> job_commands() {
  return kJobCommands;
}

}  // namespace sctf::cmd
