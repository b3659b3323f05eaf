#include "documentos/sello.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "crypto/cms_stamp.hpp"

namespace sctf::documentos {
namespace {

constexpr int kWarnDays = 60;  // norms/documentos 3.1

std::string capitals(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return text;
}

}  // namespace

Result<AjustesSello> AjustesSello::leer(const config::Settings& settings) {
  for (const char* key : {"sello.key", "sello.organo.nombre", "sello.sede", "sello.csv.resolucion"})
    if (settings.get_string(key).empty())
      return problem(Code::seal_not_configured, "no seal is configured: {} is empty", key);
  AjustesSello out;
  out.organo = settings.get_string("sello.organo.dir3");
  out.organo_nombre = settings.get_string("sello.organo.nombre");
  out.sede = settings.get_string("sello.sede");
  while (out.sede.ends_with('/')) out.sede.pop_back();
  out.csv_resolucion = settings.get_string("sello.csv.resolucion");
  out.csv_anos = static_cast<int>(settings.get_int("sello.csv.anos"));
  out.zona = settings.get_string("ente.zona");
  out.fuente = {.key = settings.get_string("sello.key"),
                .certificate = settings.get_string("sello.certificate"),
                .password_file = settings.get_string("sello.password_file")};
  out.procesos = static_cast<int>(settings.get_int("sello.slots"));
  if (!settings.get_string("sello.tsa.url").empty())
    out.reserva_tiempo = static_cast<std::size_t>(settings.get_int("sello.tsa.reserva"));
  return out;
}

std::string AjustesSello::direccion_qr(const Csv& csv) const {
  return capitals(sede) + "/C/" + csv.str();
}

Result<std::string> resolucion_de(const config::Settings& settings, std::string_view tipo) {
  const auto found = settings.find_string(fmt::format("sello.actuaciones.{}", tipo));
  if (!found || found->empty())
    return problem(
        Code::kind_not_approved,
        "no resolution approves that \"{}\" is issued automatically: sello.actuaciones.{} is empty", tipo,
        tipo);
  return *found;
}

Sello::Sello(config::Settings settings, AjustesSello ajustes, std::unique_ptr<crypto::Signer> firmante,
             ClaveCsv clave, Instant clock)
    : settings_(std::move(settings)),
      ajustes_(std::move(ajustes)),
      firmante_(std::move(firmante)),
      cms_(firmante_->chain()),
      clave_(std::move(clave)) {
  const auto days = std::chrono::floor<std::chrono::days>(certificado().not_after() - clock).count();
  if (days <= kWarnDays) caduca_en_ = static_cast<int>(days);
}

std::size_t Sello::reserva() const {
  return cms_.max_size() +
         (ajustes_.reserva_tiempo > 0 ? crypto::stamped_growth(ajustes_.reserva_tiempo) : 0);
}

Result<std::shared_ptr<Sello>> Sello::abrir(const config::Settings& settings, Instant clock) {
  auto ajustes = AjustesSello::leer(settings);
  if (!ajustes) return tl::unexpected(std::move(ajustes.error()));
  auto clave = ClaveCsv::abrir(settings.data_directory());
  if (!clave) return tl::unexpected(std::move(clave.error()));
  auto firmante = crypto::Signer::start(ajustes->fuente, ajustes->procesos);
  if (!firmante) return tl::unexpected(std::move(firmante.error()));
  const auto& certificate = (*firmante)->certificate();
  if (clock < certificate.not_before() || clock > certificate.not_after())
    return problem(Code::seal_expired, "the seal \"{}\" is valid from {} to {}, not on {}",
                   certificate.name(), sctf::to_string(certificate.not_before()),
                   sctf::to_string(certificate.not_after()), sctf::to_string(clock));
  return std::shared_ptr<Sello>(
      new Sello(settings, std::move(*ajustes), std::move(*firmante), std::move(*clave), clock));
}

}  // namespace sctf::documentos
