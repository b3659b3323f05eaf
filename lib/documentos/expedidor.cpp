#include "documentos/expedidor.hpp"

#include <fmt/format.h>

#include "audit/audit.hpp"
#include "documentos/sql.hpp"
#include "text/zone.hpp"

namespace sctf::documentos {
namespace {

constexpr std::string_view kFamily = "certificados/";
// Kinds whose template stands elsewhere.
constexpr std::pair<std::string_view, std::string_view> kOtras[] = {{"liquidacion", "liquidaciones/sellada"}};
constexpr std::string_view kLevel = "B-B";

std::string language_tag(const std::string& lang) {
  return lang == "es" ? "es-ES" : lang;
}

/// `24/11/2026, 10:32`, as the language writes days.
std::string hour_text(Instant clock, const std::string& zone, Idioma idioma) {
  const auto local = text::local_time(clock, zone);
  Valor day;
  day.set(local.day);
  std::string out;
  escribir_valor(Tipo::fecha, day, idioma, out);
  return out + fmt::format(", {:02}:{:02}", local.hour, local.minute);
}

std::string chain_pem(const std::vector<crypto::Certificate>& chain) {
  std::string out;
  for (const auto& certificate : chain) out += certificate.pem();
  return out;
}

}  // namespace

/// What goes into the store of one document.
struct Expedidor::Fila {
  const Pedido* pedido;
  crypto::Digest registro;
  const Expedido* expedido;
};

std::string plantilla_de_tipo(std::string_view tipo) {
  for (const auto& [known, nombre] : kOtras)
    if (known == tipo) return std::string(nombre);
  return std::string(kFamily).append(tipo);
}

std::vector<Plantilla::Entrada> tipos_sellados() {
  std::vector<Plantilla::Entrada> out;
  for (auto& entry : Plantilla::list()) {
    if (entry.nombre.starts_with(kFamily)) {
      out.push_back({entry.nombre.substr(kFamily.size()), std::move(entry.idiomas)});
      continue;
    }
    for (const auto& [tipo, nombre] : kOtras)
      if (entry.nombre == nombre) out.push_back({std::string(tipo), std::move(entry.idiomas)});
  }
  return out;
}

std::string numero_de_documento(std::string_view tipo, int ejercicio, std::int64_t numero) {
  return fmt::format("{}-{}-{:06}", tipo, ejercicio, numero);
}

std::int64_t reservar_numeros(db::Transaction& tx, Ente ente, std::string_view tipo, int ejercicio,
                              std::int64_t cuantos) {
  const auto last = tx.query(sql::numeros_reservar, ente, tipo, ejercicio, cuantos);
  return last.front().get<std::int64_t>("ultimo") - cuantos + 1;
}

config::Loaded<std::unique_ptr<Expedidor>> Expedidor::para(std::shared_ptr<Sello> sello, std::string tipo,
                                                           std::string_view lang, const Plantilla* detras) {
  const auto one = [](Problem problem) { return tl::unexpected(std::vector<Problem>{std::move(problem)}); };
  auto plantilla = Plantilla::load(plantilla_de_tipo(tipo), lang);
  if (!plantilla) return tl::unexpected(std::move(plantilla.error()));
  if (!(*plantilla)->declaracion().sello)
    return one(
        {.code = Code::bad_document, .text = fmt::format("\"{}\" has a template without a seal", tipo)});
  auto resolucion = resolucion_de(sello->settings(), tipo);
  if (!resolucion) return one(std::move(resolucion.error()));
  return std::unique_ptr<Expedidor>(new Expedidor(std::move(sello), std::move(*plantilla), std::move(tipo),
                                                  std::move(*resolucion), detras));
}

Expedidor::Expedidor(std::shared_ptr<Sello> sello, std::shared_ptr<const Plantilla> plantilla,
                     std::string tipo, std::string resolucion, const Plantilla* detras)
    : sello_(std::move(sello)),
      plantilla_(std::move(plantilla)),
      tipo_(std::move(tipo)),
      resolucion_(std::move(resolucion)),
      compositor_(plantilla_),
      sellador_(sello_, *plantilla_, detras),
      campos_{plantilla_->campo("numero"), plantilla_->campo("expedido"),
              plantilla_->campo("organo"), plantilla_->campo("resolucion"),
              plantilla_->campo("csv"),    plantilla_->campo("csv_direccion"),
              plantilla_->campo("csv_qr")} {}

Csv Expedidor::poner_propios(Registro& registro, const std::string& numero, const crypto::Digest& digest,
                             Instant clock) const {
  const auto& ajustes = sello_->ajustes();
  auto csv = sello_->clave().hacer(
      {.organo = ajustes.organo, .tipo = tipo_, .numero = numero, .emitido = clock, .registro = digest});
  registro.set(campos_.numero, numero);
  registro.set(campos_.expedido, hour_text(clock, ajustes.zona, plantilla_->idioma()));
  registro.set(campos_.organo, ajustes.organo_nombre);
  registro.set(campos_.resolucion, resolucion_);
  registro.set(campos_.csv, csv.grupos());
  registro.set(campos_.csv_direccion, ajustes.direccion());
  registro.set(campos_.csv_qr, ajustes.direccion_qr(csv));
  return csv;
}

int Expedidor::actuacion(db::Transaction& tx, Ente ente) const {
  const auto& a = sello_->ajustes();
  const auto method = fmt::format("HMAC-SHA-256, 130 bits, Crockford; key {}", sello_->clave().version());
  const auto system = [&] {
    return tx.query(sql::csv_sistema_find, ente, a.organo, a.organo_nombre, a.csv_resolucion, a.sede, method,
                    a.csv_anos);
  };
  auto found = system();
  if (found.empty()) {
    tx.query(sql::ente_lock, ente);
    tx.exec(sql::csv_sistema_insert, ente, a.organo, a.organo_nombre, a.csv_resolucion, a.sede, method,
            a.csv_anos);
    found = system();
  }
  const auto csv = found.front().get<int>("id");
  auto act = tx.query(sql::actuacion_find, ente, tipo_, resolucion_, csv);
  if (act.empty()) {
    tx.query(sql::ente_lock, ente);
    tx.exec(sql::actuacion_insert, ente, tipo_, resolucion_, csv);
    act = tx.query(sql::actuacion_find, ente, tipo_, resolucion_, csv);
  }
  return act.front().get<int>("id");
}

void Expedidor::guardar_bases(db::Transaction& tx, Ente ente, const pdf::Prefix& prefix) const {
  const auto& seal = sello_->certificado();
  tx.exec(sql::sello_insert, ente, crypto::hex(seal.fingerprint()), seal.name(), seal.not_before(),
          seal.not_after(), chain_pem(sello_->firmante().chain()));
  if (!tx.query(sql::prefijo_find, ente, prefix.id()).front().get<bool>("kept"))
    tx.exec(sql::prefijo_insert, ente, prefix.id(), crypto::hex(prefix.bytes()));
}

void Expedidor::guardar(db::Transaction& tx, const Caller& caller, std::span<const Fila> rows,
                        Instant clock) const {
  const auto ejercicio = ejercicio_de(clock);
  const auto seal = crypto::hex(sello_->certificado().fingerprint());
  const auto act = actuacion(tx, caller.ente);
  guardar_bases(tx, caller.ente, *rows.front().expedido->fichero.prefijo);
  std::vector<std::string> codes, numbers;
  auto copy = tx.copy_in(sql::documento_copy);
  for (const auto& [pedido, digest, expedido] : rows) {
    const auto& file = expedido->fichero;
    copy.add(caller.ente).add(tipo_).add(ejercicio).add(pedido->numero).add(expedido->csv.str()).add(clock);
    copy.add(act).add(plantilla_->nombre()).add(plantilla_->sha256()).add(plantilla_->lang());
    copy.add(plantilla_->declaracion().tipo_documental);
    copy.add(crypto::hex(digest)).add(seal).add(kLevel).add(file.prefijo->id());
    copy.add("\\x" + crypto::hex(file.cola)).add(file.sha256).add(static_cast<std::int64_t>(file.bytes()));
    copy.add(expedido->paginas).add(sello_->ajustes().reserva_tiempo > 0);
    copy.end_row();
    codes.push_back(expedido->csv.str());
    numbers.push_back(expedido->numero);
  }
  copy.finish();
  std::int64_t subjects = 0;
  auto whose = tx.copy_in(sql::sujeto_copy);
  for (const auto& row : rows)
    for (const auto& subject : row.pedido->sujetos) {
      whose.add(caller.ente).add(subject).add(tipo_).add(ejercicio).add(row.pedido->numero);
      whose.end_row();
      ++subjects;
    }
  whose.finish();
  tx.exec(sql::localizador_insert, caller.ente, codes);
  audit::record(tx, caller,
                {.action = "documento.expide",
                 .object = numbers.size() == 1 ? "documento/" + numbers.front() : "documento/" + tipo_,
                 .reason = {},
                 .detail = {{"documentos", numbers}, {"sujetos", subjects}}});
}

int Expedidor::ejercicio_de(Instant clock) const {
  return year_of(text::local_day(clock, sello_->ajustes().zona));
}

Result<std::vector<Result<Expedido>>> Expedidor::expedir(db::Transaction& tx, const Caller& caller,
                                                         std::span<Pedido> pedidos, Instant clock) {
  const auto& seal = sello_->certificado();
  if (clock > seal.not_after() || clock < seal.not_before())
    return problem(Code::seal_expired, "the seal \"{}\" is not valid on {}", seal.name(),
                   sctf::to_string(clock));
  const auto ejercicio = ejercicio_de(clock);
  std::vector<Result<Expedido>> out;
  std::vector<PorSellar> to_seal;
  std::vector<Fila> rows;
  std::vector<std::size_t> where;
  for (const auto& pedido : pedidos) {
    const auto numero = numero_de_documento(tipo_, ejercicio, pedido.numero);
    const auto digest = crypto::sha256(pedido.registro->canonico());
    auto csv = poner_propios(*pedido.registro, numero, digest, clock);
    auto documento = compositor_.componer(*pedido.registro);
    if (!documento) {
      out.emplace_back(tl::unexpected(std::move(documento.error())));
      continue;
    }
    const auto pages =
        static_cast<int>(documento->paginas.size() + (pedido.detras ? pedido.detras->paginas.size() : 0));
    to_seal.push_back({std::move(*documento),
                       {.title = plantilla_->titulo(),
                        .author = sello_->ajustes().organo_nombre,
                        .subject = numero,
                        .lang = language_tag(plantilla_->lang()),
                        .id = csv.str(),
                        .created = clock,
                        .identifier = csv.grupos()},
                       pedido.detras});
    where.push_back(out.size());
    rows.push_back({&pedido, digest, nullptr});
    out.emplace_back(Expedido{numero, pedido.numero, std::move(csv), {}, pages});
  }
  auto sealed = sellador_.sellar(to_seal, clock);
  if (!sealed) return tl::unexpected(std::move(sealed.error()));
  if (sealed->empty()) return out;
  for (std::size_t i = 0; i < where.size(); ++i) {
    out[where[i]]->fichero = std::move((*sealed)[i]);
    rows[i].expedido = &*out[where[i]];
  }

  guardar(tx, caller, rows, clock);
  return out;
}

}  // namespace sctf::documentos
