// sctf plantilla: the papers that citizens read, checked and shown.

#include "documentos/plantilla.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "cmd/command.hpp"
#include "cmd/context.hpp"
#include "documentos/vista.hpp"
#include "proc/file.hpp"
#include "proc/run.hpp"

namespace sctf::cmd {
namespace {

namespace fs = std::filesystem;
using documentos::Plantilla;

int plantilla_list(Context& ctx) {
  const auto entries = Plantilla::list();
  for (const auto& entry : entries) {
    ctx.print("{:32} {}", entry.nombre, fmt::format("{}", fmt::join(entry.idiomas, " ")));
    ctx.object({{"type", "plantilla"}, {"name", entry.nombre}, {"languages", entry.idiomas}});
  }
  ctx.result({{"templates", entries.size()}});
  return 0;
}

void define_plantilla_list(CLI::App& app, Context& ctx) {
  app.final_callback([&ctx] { ctx.exit_with(plantilla_list(ctx)); });
}

int plantilla_check(Context& ctx, std::vector<std::string> names) {
  const auto entries = Plantilla::list();
  if (names.empty())
    for (const auto& entry : entries) names.push_back(entry.nombre);
  std::size_t wrong = 0, texts = 0;
  for (const auto& name : names) {
    const auto entry =
        std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.nombre == name; });
    // One that is not there is told by load().
    const auto languages = entry == entries.end() ? std::vector<std::string>{"es"} : entry->idiomas;
    for (const auto& lang : languages) {
      ++texts;
      const auto problems = documentos::comprobar(name, lang);
      for (const auto& problem : problems) ctx.report(problem);
      wrong += problems.size();
      if (problems.empty()) ctx.note("{}: {} is right", name, lang);
    }
  }
  ctx.result({{"texts", texts}, {"problems", wrong}});
  return wrong == 0 ? 0 : info(Code::bad_document).exit;
}

void define_plantilla_check(CLI::App& app, Context& ctx) {
  auto names = std::make_shared<std::vector<std::string>>();
  app.add_option("NAME", *names, "as sctf plantilla list prints it; all where none is named");
  app.final_callback([names, &ctx] { ctx.exit_with(plantilla_check(ctx, *names)); });
}

struct PreviewArgs {
  std::string name, lang = "es", sample = "usual";
  fs::path out;
};

// A picture of each page beside the file, where poppler-utils is installed.
Result<std::size_t> draw_pictures(const fs::path& pdf) {
  if (proc::find_program("pdftoppm").empty()) return 0;
  auto stem = pdf;
  stem.replace_extension();
  const auto drawn = proc::run({"pdftoppm", "-r", "110", "-png", pdf.string(), stem.string()});
  if (!drawn) return tl::unexpected(drawn.error());
  if (drawn->exit_code != 0) return problem(Code::child_failed, "pdftoppm: {}", drawn->err);
  return 1;
}

int plantilla_preview(Context& ctx, const PreviewArgs& args) {
  const auto plantilla = Plantilla::load(args.name, args.lang);
  if (!plantilla) {
    for (const auto& problem : plantilla.error()) ctx.report(problem);
    return info(plantilla.error().front().code).exit;
  }
  const auto cual = args.sample == "longest"    ? Plantilla::Muestra::larga
                    : args.sample == "shortest" ? Plantilla::Muestra::corta
                                                : Plantilla::Muestra::usual;
  const auto bytes = documentos::escribir_muestra(*plantilla, cual, ctx.clock());
  if (!bytes) return ctx.fail(bytes.error());
  proc::write_file(args.out, *bytes, 0644);
  const auto pictures = draw_pictures(args.out);
  if (!pictures) return ctx.fail(pictures.error());
  ctx.note("{}: {} bytes{}", args.out.string(), bytes->size(),
           *pictures > 0 ? ", its pages beside it as PNG" : "");
  ctx.result({{"file", args.out.string()}, {"bytes", bytes->size()}, {"lang", (*plantilla)->lang()}});
  return 0;
}

void define_plantilla_preview(CLI::App& app, Context& ctx) {
  auto args = std::make_shared<PreviewArgs>();
  app.add_option("NAME", args->name, "as sctf plantilla list prints it")->required();
  app.add_option("--lang", args->lang, "es, en …; es where the template lacks it");
  app.add_option("--sample", args->sample, "usual, longest or shortest values")
      ->check(CLI::IsMember({"usual", "longest", "shortest"}));
  app.add_option("--out", args->out, "the PDF to write")->required();
  app.final_callback([args, &ctx] { ctx.exit_with(plantilla_preview(ctx, *args)); });
}

constexpr Command kPlantillaCommands[] = {
    {"plantilla", "list", "list the templates of papers and their languages", define_plantilla_list},
    {"plantilla", "check", "tell all that is wrong with templates", define_plantilla_check},
    {"plantilla", "preview", "write a template with its sample values", define_plantilla_preview},
};

}  // namespace

std::span<const Command> plantilla_commands() {
  return kPlantillaCommands;
}

}  // namespace sctf::cmd
