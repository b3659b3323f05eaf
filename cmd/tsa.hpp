#pragma once

#include <memory>

#include "documentos/tiempo.hpp"
#include "http/client.hpp"

namespace sctf::cmd {

class Context;

/// The time-stamp authority of the configuration, over HTTP (RFC 3161, 3.4).
class ConfiguredTsa final : public crypto::TimestampPort {
 public:
  /// None where none is configured. Tells what is wrong with its roots and throws `Exit`.
  [[nodiscard]] static std::unique_ptr<ConfiguredTsa> open(Context& ctx);

  [[nodiscard]] Result<std::string> ask(std::string_view request) override;
  /// As documents use it; lives as long as this does.
  [[nodiscard]] const documentos::AutoridadTiempo& authority() const { return authority_; }

 private:
  ConfiguredTsa(std::string url, http::Limits limits, const std::string& tls_ca)
      : url_(std::move(url)), client_(limits, tls_ca) {}

  std::string url_;
  http::Client client_;
  documentos::AutoridadTiempo authority_;
};

/// Tells an operator of documents that wait for a time stamp, where any do.
void warn_of_waiting(Context& ctx, const documentos::SelladosTiempo& stamped);

}  // namespace sctf::cmd
