#include "demo/sello.hpp"

#include <fmt/format.h>

#include "crypto/throwaway.hpp"
#include "documentos/expedidor.hpp"
#include "proc/file.hpp"

namespace sctf::demo {
namespace {

constexpr std::chrono::days kBefore{800}, kAfter{1100};  // so that any day that is tried out lies inside

std::vector<std::string> sealed_kinds() {
  std::vector<std::string> out;
  for (const auto& entry : documentos::tipos_sellados()) out.push_back(entry.nombre);
  return out;
}

std::string configuration_text(const SelloDemo& seal) {
  std::string out = fmt::format(
      "# EJEMPLO, made by sctf demo seal: nothing sealed with this is worth anything. Remove this file, and\n"
      "# configure the seal of the body that certifies (sctf.yaml(5), section sello), before real use.\n"
      "sello:\n"
      "  organo: {{nombre: \"Secretaría General del Pleno (EJEMPLO)\", dir3: L01380380}}\n"
      "  key: \"{0}/seal.key\"\n"
      "  certificate: \"{0}/seal.pem\"\n"
      "  sede: https://sede.ejemplo.es\n"
      "  csv: {{resolucion: \"EJEMPLO de resolución del sistema de CSV\"}}\n"
      "  actuaciones:\n",
      seal.folder.string());
  int number = 0;
  for (const auto& kind : seal.kinds)
    out += fmt::format("    {}: \"EJEMPLO de resolución {}/2026\"\n", kind, ++number);
  return out;
}

}  // namespace

SelloDemo make_seal(const std::filesystem::path& directory, Instant clock, const std::string& crl_url,
                    bool dry_run) {
  SelloDemo out{.folder = directory / "demo-seal",
                .configuration = directory / "conf.d" / "90-demo-seal.yaml",
                .kinds = sealed_kinds(),
                .until = clock + kAfter};
  if (dry_run) return out;
  const auto made = crypto::make_throwaway({.from = clock - kBefore, .until = out.until, .crl_url = crl_url});
  proc::make_folders(directory, 0755);
  proc::make_folders(out.folder, 0700);
  proc::make_folders(out.configuration.parent_path(), 0755);
  proc::write_file(out.folder / "ca.pem", made.authority, 0644);
  proc::write_file(out.folder / "ca.key", made.authority_key, 0600);
  proc::write_file(out.folder / "ca.crl", crypto::make_throwaway_crl(made, clock, out.until), 0644);
  proc::write_file(out.folder / "seal.pem", made.certificate, 0644);
  proc::write_file(out.folder / "seal.key", made.key, 0600);
  proc::write_file(out.configuration, configuration_text(out), 0644);
  return out;
}

}  // namespace sctf::demo
