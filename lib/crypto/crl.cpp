#include "crypto/crl.hpp"

#include <algorithm>
#include <ctime>
#include <openssl/pem.h>

#include "crypto/handles.hpp"

namespace sctf::crypto {
namespace {

constexpr std::size_t kLongestPath = 10;

using CrlHandle = std::unique_ptr<X509_CRL, FreedBy<X509_CRL_free>>;
using ScopeHandle = std::unique_ptr<ISSUING_DIST_POINT, FreedBy<ISSUING_DIST_POINT_free>>;

Instant crl_instant(const ASN1_TIME* time) {
  std::tm parts{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1)
    throw Error(Code::internal, "a date of a list of revoked certificates cannot be read");
  return Instant(std::chrono::seconds(::timegm(&parts)));
}

ScopeHandle scope_of(const X509_CRL* crl) {
  return ScopeHandle(static_cast<ISSUING_DIST_POINT*>(
      X509_CRL_get_ext_d2i(crl, NID_issuing_distribution_point, nullptr, nullptr)));
}

/// Whether it says all that is to be said of the certificates it speaks of.
bool is_whole(const X509_CRL* crl) {
  for (int i = 0; i < X509_CRL_get_ext_count(crl); ++i) {
    auto* const extension = X509_CRL_get_ext(crl, i);
    if (X509_EXTENSION_get_critical(extension) != 0 &&
        OBJ_obj2nid(X509_EXTENSION_get_object(extension)) != NID_issuing_distribution_point)
      return false;  // a delta, or something that we do not know
  }
  if (X509_CRL_get_ext_by_NID(crl, NID_issuing_distribution_point, -1) < 0) return true;
  const auto scope = scope_of(crl);
  return scope && scope->indirectCRL <= 0 && scope->onlyattr <= 0 && scope->onlysomereasons == nullptr;
}

bool is_authority(const Certificate& certificate) {
  return X509_check_ca(certificate.handle()) > 0;
}

}  // namespace

struct Crl::Inside {
  CrlHandle handle;
  std::string der;
};

Result<Crl> Crl::parse(std::string_view bytes) {
  CrlHandle handle;
  if (bytes.find("-----BEGIN X509 CRL-----") != std::string_view::npos) {
    const auto bio = read_from(bytes);
    handle.reset(PEM_read_bio_X509_CRL(bio.get(), nullptr, nullptr, nullptr));
  } else {
    const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
    const auto* const end = at + bytes.size();
    handle.reset(d2i_X509_CRL(nullptr, &at, static_cast<long>(bytes.size())));
    if (at != end) handle.reset();
  }
  if (!handle) return problem(Code::bad_document, "no list of revoked certificates: {}", openssl_reason());
  std::tm parts{};
  const auto* next = X509_CRL_get0_nextUpdate(handle.get());
  if (ASN1_TIME_to_tm(X509_CRL_get0_lastUpdate(handle.get()), &parts) != 1 ||
      (next != nullptr && ASN1_TIME_to_tm(next, &parts) != 1))
    return problem(Code::bad_document, "a list of revoked certificates without a date");
  if (!is_whole(handle.get()))
    return problem(Code::bad_document, "a list that does not name all that were revoked");
  auto inside = std::make_shared<Inside>();
  inside->der = der_of(handle.get(), i2d_X509_CRL);
  inside->handle = std::move(handle);
  return Crl(std::move(inside));
}

Result<std::vector<Crl>> Crl::parse_pem(std::string_view pem) {
  constexpr std::string_view kEnd = "-----END X509 CRL-----";
  std::vector<Crl> out;
  for (auto end = pem.find(kEnd); end != std::string_view::npos; end = pem.find(kEnd)) {
    auto one = parse(pem.substr(0, end + kEnd.size()));
    if (!one) return tl::unexpected(std::move(one.error()));
    out.push_back(std::move(*one));
    pem.remove_prefix(end + kEnd.size());
  }
  return out;
}

const std::string& Crl::der() const noexcept {
  return inside_->der;
}

std::string Crl::pem() const {
  const BioHandle out(BIO_new(BIO_s_mem()));
  if (!out || PEM_write_bio_X509_CRL(out.get(), inside_->handle.get()) != 1)
    throw_openssl("PEM_write_bio_X509_CRL");
  return written_to(out.get());
}

Instant Crl::this_update() const {
  return crl_instant(X509_CRL_get0_lastUpdate(inside_->handle.get()));
}

std::optional<Instant> Crl::next_update() const {
  const auto* next = X509_CRL_get0_nextUpdate(inside_->handle.get());
  return next == nullptr ? std::nullopt : std::optional(crl_instant(next));
}

bool Crl::covers(const Certificate& certificate, const Certificate& issuer) const {
  auto* const crl = inside_->handle.get();
  if (X509_NAME_cmp(X509_CRL_get_issuer(crl), X509_get_subject_name(issuer.handle())) != 0 ||
      X509_NAME_cmp(X509_get_issuer_name(certificate.handle()), X509_CRL_get_issuer(crl)) != 0)
    return false;
  if (X509_CRL_verify(crl, X509_get0_pubkey(issuer.handle())) != 1) {
    static_cast<void>(openssl_reason());
    return false;
  }
  const auto scope = scope_of(crl);
  if (!scope) return true;
  const bool authority = is_authority(certificate);
  return !(scope->onlyuser > 0 && authority) && !(scope->onlyCA > 0 && !authority);
}

std::optional<Instant> Crl::revoked(const Certificate& certificate) const {
  X509_REVOKED* found = nullptr;
  if (X509_CRL_get0_by_cert(inside_->handle.get(), &found, certificate.handle()) != 1) return std::nullopt;
  return crl_instant(X509_REVOKED_get0_revocationDate(found));
}

Result<std::vector<Certificate>> path_of(const Certificate& leaf, std::span<const Certificate> pool) {
  std::vector<Certificate> out = {leaf};
  while (!out.back().self_signed()) {
    const auto issuer = std::find_if(pool.begin(), pool.end(),
                                     [&](const Certificate& one) { return out.back().issued_by(one); });
    if (issuer == pool.end() || out.size() >= kLongestPath)
      return problem(Code::not_authentic, "the certificate of \"{}\", who issued \"{}\", is not there",
                     out.back().issuer_name(), out.back().name());
    out.push_back(*issuer);
  }
  return out;
}

Result<Standing> standing_of(std::span<const Certificate> path, std::span<const Crl> lists) {
  Standing out{.until = Instant::max(), .revoked = false};
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    const Crl* best = nullptr;
    for (const auto& list : lists)
      if (list.covers(path[i], path[i + 1]) && (best == nullptr || list.this_update() > best->this_update()))
        best = &list;
    if (best == nullptr)
      return problem(Code::revocation_unavailable,
                     "no list of revoked certificates of \"{}\" speaks of \"{}\"", path[i].issuer_name(),
                     path[i].name());
    const auto since = best->revoked(path[i]);
    const auto until = since ? std::min(*since, best->this_update()) : best->this_update();
    if (until < out.until) out = {.until = until, .revoked = since.has_value()};
  }
  return out;
}

}  // namespace sctf::crypto
