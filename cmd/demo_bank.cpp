#include "cmd/demo_bank.hpp"

#include <fmt/format.h>

#include "base/ids.hpp"
#include "cmd/campaign_report.hpp"
#include "cmd/law.hpp"
#include "text/zone.hpp"
#include "tributos/anulacion.hpp"
#include "tributos/cobros.hpp"
#include "tributos/conciliacion.hpp"

namespace sctf::cmd {
namespace {

constexpr const char* kActo = "Resolución de ejemplo (demostración)";

std::string told(const std::map<std::string, std::int64_t>& outcomes) {
  std::string out;
  for (const auto& [name, n] : outcomes) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", n, name);
  return out;
}

// What was planned, as collect tells it: only the outcomes that occur.
std::map<std::string, std::int64_t> occurring(const std::map<std::string, std::int64_t>& planned) {
  auto out = planned;
  std::erase_if(out, [](const auto& item) { return item.second == 0; });
  return out;
}

}  // namespace

Result<std::string> CampaignBank::answer(std::int64_t run) {
  auto written = db::in_transaction(ctx_.pool(), [&](db::Transaction& tx) -> Result<demo::RespuestaBanco> {
    const auto emision = tributos::find_emision(tx, ctx_.ente(), run);
    if (!emision) return tl::unexpected(emision.error());
    return demo::responder(tx, ctx_.ente(), *emision, configured_emisor(ctx_), configured_acreedor(ctx_),
                           folder_);
  });
  if (!written) return tl::unexpected(written.error());
  respuesta_ = std::move(*written);
  return fmt::format("{} ficheros en banco/", files().size());
}

Result<std::string> CampaignBank::prepare() {
  for (const auto valor : respuesta_.por_anular) {
    const auto done = tributos::anular(ctx_.engine(), ctx_.pool(), ctx_.caller(),
                                       {.referencia = referencia_text(valor),
                                        .motivo = "error",
                                        .acto = kActo,
                                        .parcial = {},
                                        .sustitucion = {},
                                        .two_persons = false});
    if (!done) return tl::unexpected(done.error());
  }
  for (const auto valor : respuesta_.por_suspender) {
    const auto done = db::in_transaction(
        ctx_.pool(),
        [&](db::Transaction& tx) {
          return tributos::suspender(tx, ctx_.caller(), referencia_text(valor), kActo,
                                     text::local_day(ctx_.clock()));
        },
        true);
    if (!done) return tl::unexpected(done.error());
  }
  return fmt::format("{} anulados, {} suspendidos", respuesta_.por_anular.size(),
                     respuesta_.por_suspender.size());
}

Result<std::string> CampaignBank::collect() {
  for (const auto& file : respuesta_.cobros) {
    const auto done = tributos::cobrar(
        ctx_.engine(), {.formato = must(tributos::parse_formato_cobro(file.formato)),
                        .file = folder_ / file.path,
                        .nuestro = configured_recaudador(ctx_),
                        .perfil_c60 = law_path(ctx_, "perfiles/c60.yaml").string(),
                        .reglas = {.calendario = load_calendario(ctx_), .intereses = load_intereses(ctx_)}});
    if (!done) return tl::unexpected(done.error());
    const auto planned = occurring(file.esperado.resultados);
    if (done->resultados != planned || done->suma != file.esperado.suma)
      return problem(Code::unbalanced, "{}: collected {} of {}, planned {} of {}", file.path,
                     told(done->resultados), done->suma.str(), told(planned), file.esperado.suma.str());
    for (const auto& [name, n] : done->resultados) outcomes_[name] += n;
  }
  return told(outcomes_);
}

Result<std::string> CampaignBank::reconcile() {
  if (respuesta_.extracto.path.empty()) return std::string("sin extracto");
  const auto done = tributos::conciliar(ctx_.engine(), ctx_.pool(),
                                        {.formato = tributos::FormatoCobro::n43,
                                         .file = folder_ / respuesta_.extracto.path,
                                         .nuestro = configured_recaudador(ctx_)});
  if (!done) return tl::unexpected(done.error());
  if (done->diferencia != respuesta_.sin_explicar) {
    std::string list;
    for (const auto& m : done->sin_explicar)
      list += fmt::format("; {} {} {}", sctf::to_string(m.fecha), m.importe.str(), m.texto);
    return problem(Code::unbalanced, "the account differs by {}, of which {} name nothing of ours{}",
                   done->diferencia.str(), respuesta_.sin_explicar.str(), list);
  }
  return fmt::format("{} movimientos, {} explicados; {} sin referencia, por {}", done->movimientos,
                     done->explicados, done->sin_explicar.size(), done->diferencia.human());
}

std::vector<jobs::FileRow> CampaignBank::files() const {
  std::vector<jobs::FileRow> out;
  for (const auto& file : respuesta_.cobros) out.push_back(file.fila);
  if (!respuesta_.extracto.path.empty()) out.push_back(respuesta_.extracto.fila);
  return out;
}

}  // namespace sctf::cmd
