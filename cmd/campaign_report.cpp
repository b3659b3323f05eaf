#include "cmd/campaign_report.hpp"

#include <fmt/format.h>

#include "proc/assets.hpp"
#include "proc/file.hpp"
#include "text/plantilla.hpp"

namespace sctf::cmd {
namespace {

using text::Value;

// Columns are counted in letters, not in bytes.
std::string padded(const std::string& text, std::size_t width, bool right = false) {
  std::size_t letters = 0;
  for (const char c : text)
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++letters;
  const std::string blanks(letters < width ? width - letters : 0, ' ');
  return right ? blanks + text : text + blanks;
}

std::string seconds_text(double seconds) {
  auto text = fmt::format("{:.2f}", seconds);
  for (auto& c : text)
    if (c == '.') c = ',';
  return text + " s";
}

}  // namespace

std::string thousands(std::int64_t number) {
  auto text = fmt::format("{}", number);
  for (auto at = static_cast<int>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), 1, '.');
  return text;
}

void write_report(const std::filesystem::path& folder, const CampaignReport& report) {
  Value::List steps, tributos, files;
  double total = 0;
  for (const auto& step : report.steps) {
    total += step.seconds;
    steps.push_back(Value::Object{{"nombre", padded(step.name, 28)},
                                  {"tiempo", padded(seconds_text(step.seconds), 9, true)},
                                  {"dicho", step.told}});
  }
  for (const auto& t : report.tributos) {
    Value::List resultados;
    for (const auto& [nombre, registros] : t.resultados)
      resultados.push_back(Value::Object{{"nombre", padded(nombre, 24)},
                                         {"registros", padded(thousands(registros), 18, true)}});
    tributos.push_back(Value::Object{{"tributo", t.tributo},
                                     {"recibos", padded(thousands(t.recibos), 16, true)},
                                     {"liquidaciones", padded(thousands(t.liquidaciones), 16, true)},
                                     {"minimo", padded(thousands(t.minimo), 16, true)},
                                     {"suma", padded(t.suma.human(), 20, true)},
                                     {"rebajas", padded((t.suma - t.importe).human(), 20, true)},
                                     {"adeudos", padded(thousands(t.adeudos), 16, true)},
                                     {"suma_adeudos", padded(t.suma_adeudos.human(), 20, true)},
                                     {"fecha_cobro", human_day(t.fecha_cobro)},
                                     {"cartas", padded(thousands(t.cartas), 16, true)},
                                     {"hay_resultados", !t.resultados.empty()},
                                     {"resultados", resultados},
                                     {"ejemplo", t.ejemplo}});
  }
  for (const auto& file : report.files)
    files.push_back(
        Value::Object{{"fichero", padded(file.path, 38)},
                      {"clase", padded(file.kind, 16)},
                      {"lineas", padded(thousands(file.items), 9, true)},
                      {"suma", padded(file.sum == Cents{} ? std::string("–") : file.sum.human(), 18, true)}});
  const auto template_text = must(proc::read_file(proc::asset("templates/demo/informe.es.txt"), 1 << 16));
  const auto text = must(text::render(template_text,
                                      Value::Object{{"ejercicio", std::to_string(report.ejercicio)},
                                                    {"es_ejemplo", report.ejemplo},
                                                    {"pasos", steps},
                                                    {"total", padded(seconds_text(total), 9, true)},
                                                    {"tributos", tributos},
                                                    {"ficheros", files},
                                                    {"datos", report.data}},
                                      text::Escape::none));
  proc::write_file(folder / "informe.txt", text::single_blank_lines(text), 0644);
}

}  // namespace sctf::cmd
