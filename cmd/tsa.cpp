#include "cmd/tsa.hpp"

#include "cmd/context.hpp"
#include "cmd/law.hpp"
#include "proc/file.hpp"

namespace sctf::cmd {
namespace {

constexpr std::size_t kMaxRoots = std::size_t{1} << 20, kMaxReply = 64 * 1024;

std::vector<crypto::Certificate> roots_of(Context& ctx, const std::string& file) {
  const auto pem = proc::read_file(file, kMaxRoots);
  if (!pem) throw Exit{ctx.fail(pem.error())};
  auto roots = crypto::Certificate::parse_pem(*pem);
  if (!roots) throw Exit{ctx.fail(std::move(roots.error()).at(file, 0, 0))};
  return std::move(*roots);
}

}  // namespace

std::unique_ptr<ConfiguredTsa> ConfiguredTsa::open(Context& ctx) {
  const auto& settings = ctx.settings();
  const auto& url = settings.get_string("sello.tsa.url");
  if (url.empty()) return nullptr;
  const std::chrono::seconds term{settings.get_int("sello.tsa.plazo")};
  const http::Limits limits{
      .connect = std::min(term, std::chrono::seconds(5)), .whole = term, .answer = kMaxReply};
  std::unique_ptr<ConfiguredTsa> out(new ConfiguredTsa(url, limits, settings.get_string("sello.tsa.tls_ca")));
  out->authority_ = {.puerto = out.get(),
                     .anclas = roots_of(ctx, settings.get_string("sello.tsa.anclas")),
                     .politica = settings.get_string("sello.tsa.politica"),
                     .a_la_vez = static_cast<int>(settings.get_int("sello.tsa.a_la_vez"))};
  return out;
}

Result<std::string> ConfiguredTsa::ask(std::string_view request) {
  return client_.post(url_, "application/timestamp-query", request);
}

void warn_of_waiting(Context& ctx, const documentos::SelladosTiempo& stamped) {
  if (stamped.motivo) ctx.out().warning(*stamped.motivo);
}

}  // namespace sctf::cmd
