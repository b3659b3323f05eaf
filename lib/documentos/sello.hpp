#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "config/settings.hpp"
#include "crypto/cms.hpp"
#include "crypto/signer.hpp"
#include "documentos/csv.hpp"

namespace sctf::documentos {

/// What the configuration says of sealed documents (sctf.yaml(5), section sello), without a look at any key.
struct AjustesSello {
  std::string organo;         ///< DIR3
  std::string organo_nombre;  ///< the body that certifies
  std::string sede;           ///< `https://sede.example`
  std::string csv_resolucion;
  int csv_anos = 5;
  std::string zona;  ///< in which hours are told
  crypto::SealSource fuente;
  int procesos = 2;
  /// Bytes that each signature keeps free for a time stamp; 0: no authority is configured.
  std::size_t reserva_tiempo = 0;

  /// `seal_not_configured` names the first key that is missing.
  [[nodiscard]] static Result<AjustesSello> leer(const config::Settings& settings);

  /// Where people type a code: `https://sede.example/cotejo`.
  [[nodiscard]] std::string direccion() const { return sede + "/cotejo"; }
  /// What the QR of a page says: an address of capitals, for the smallest symbol (norms/documentos 2.3).
  [[nodiscard]] std::string direccion_qr(const Csv& csv) const;
};

/// The resolution that lets a kind be issued automatically. `kind_not_approved` where none is recorded.
[[nodiscard]] SCTF_API Result<std::string> resolucion_de(const config::Settings& settings,
                                                         std::string_view tipo);

/// The seal with its key in children that sign, the key of the CSVs, and what both are bound to. Shared by
/// threads. Open it before threads begin: it forks.
class SCTF_API Sello {
 public:
  /// @param clock  of the run: the certificate must be valid then
  /// @return       `seal_not_configured`; `seal_expired` where the certificate is not valid then; as
  ///               crypto::Signer::start and ClaveCsv::abrir
  [[nodiscard]] static Result<std::shared_ptr<Sello>> abrir(const config::Settings& settings, Instant clock);

  [[nodiscard]] const AjustesSello& ajustes() const { return ajustes_; }
  [[nodiscard]] const config::Settings& settings() const { return settings_; }
  [[nodiscard]] crypto::Signer& firmante() { return *firmante_; }
  [[nodiscard]] const crypto::Certificate& certificado() const { return firmante_->certificate(); }
  [[nodiscard]] const crypto::CmsTemplate& cms() const { return cms_; }
  /// What a document keeps for its signature.
  [[nodiscard]] std::size_t reserva() const;
  [[nodiscard]] const ClaveCsv& clave() const { return clave_; }
  /// Days until the certificate ends, where that is 60 or fewer: time to have its successor.
  [[nodiscard]] std::optional<int> caduca_en() const { return caduca_en_; }

 private:
  Sello(config::Settings settings, AjustesSello ajustes, std::unique_ptr<crypto::Signer> firmante,
        ClaveCsv clave, Instant clock);

  config::Settings settings_;
  AjustesSello ajustes_;
  std::unique_ptr<crypto::Signer> firmante_;
  crypto::CmsTemplate cms_;
  ClaveCsv clave_;
  std::optional<int> caduca_en_;
};

}  // namespace sctf::documentos
