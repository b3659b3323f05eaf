#include "crypto/certificate.hpp"

#include <ctime>
#include <openssl/pem.h>

#include "crypto/handles.hpp"

namespace sctf::crypto {
namespace {

constexpr int kOrganizationIdentifier = NID_organizationIdentifier;

std::string name_text(const X509_NAME* name) {
  const BioHandle out(BIO_new(BIO_s_mem()));
  constexpr unsigned long kUtf8 = XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB);
  if (!out || X509_NAME_print_ex(out.get(), name, 0, kUtf8) < 0)
    throw Error(Code::internal, "OpenSSL: X509_NAME_print_ex failed");
  return written_to(out.get());
}

/// The last entry of that kind; empty where there is none.
std::string entry(const X509_NAME* name, int nid) {
  int at = -1, last = -1;
  while ((at = X509_NAME_get_index_by_NID(name, nid, at)) >= 0) last = at;
  if (last < 0) return {};
  unsigned char* utf8 = nullptr;
  const int length = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, last)));
  if (length < 0) return {};
  std::string out(reinterpret_cast<const char*>(utf8), static_cast<std::size_t>(length));
  OPENSSL_free(utf8);
  return out;
}

std::string common_name(const X509_NAME* name) {
  auto out = entry(name, NID_commonName);
  return out.empty() ? entry(name, NID_organizationName) : out;
}

Instant instant_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) throw Error(Code::internal, "a certificate's date cannot be read");
  return Instant(std::chrono::seconds(::timegm(&parts)));
}

}  // namespace

struct Certificate::Inside {
  CertificateHandle handle;
  std::string der;
  Digest fingerprint{};
};

Result<Certificate> Certificate::parse(std::string_view der) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  const auto* const end = at + der.size();
  CertificateHandle handle(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
  if (!handle || at != end)
    return problem(Code::bad_document, "no certificate of X.509: {}", openssl_reason());
  auto inside = std::make_shared<Inside>();
  inside->handle = std::move(handle);
  inside->der = der;
  inside->fingerprint = sha256(der);
  return Certificate(std::move(inside));
}

Result<std::vector<Certificate>> Certificate::parse_pem(std::string_view pem) {
  std::vector<Certificate> out;
  const auto bio = read_from(pem);
  while (const CertificateHandle handle{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
    auto one = parse(der_of(handle.get(), i2d_X509));
    if (!one) return tl::unexpected(std::move(one.error()));
    out.push_back(std::move(*one));
  }
  const auto reason = openssl_reason();  // the end of the text is a failure too
  if (out.empty()) return problem(Code::missing_value, "no certificate in PEM: {}", reason);
  return out;
}

const std::string& Certificate::der() const noexcept {
  return inside_->der;
}
const Digest& Certificate::fingerprint() const noexcept {
  return inside_->fingerprint;
}
x509_st* Certificate::handle() const noexcept {
  return inside_->handle.get();
}

std::string Certificate::pem() const {
  const BioHandle out(BIO_new(BIO_s_mem()));
  if (!out || PEM_write_bio_X509(out.get(), handle()) != 1)
    throw Error(Code::internal, "OpenSSL: PEM_write_bio_X509 failed");
  return written_to(out.get());
}

std::string Certificate::subject() const {
  return name_text(X509_get_subject_name(handle()));
}
std::string Certificate::issuer() const {
  return name_text(X509_get_issuer_name(handle()));
}
std::string Certificate::name() const {
  return common_name(X509_get_subject_name(handle()));
}
std::string Certificate::organization() const {
  return entry(X509_get_subject_name(handle()), NID_organizationName);
}
std::string Certificate::issuer_name() const {
  return common_name(X509_get_issuer_name(handle()));
}

std::string Certificate::nif() const {
  const auto* subject = X509_get_subject_name(handle());
  for (const int nid : {kOrganizationIdentifier, NID_serialNumber}) {
    const auto text = entry(subject, nid);
    // `VATES-P3803800F`, `IDCES-00000000T`, or the number alone.
    if (!text.empty()) return text.substr(text.find('-') == std::string::npos ? 0 : text.find('-') + 1);
  }
  return {};
}

std::string Certificate::serial() const {
  const std::unique_ptr<BIGNUM, FreedBy<BN_free>> number(
      ASN1_INTEGER_to_BN(X509_get0_serialNumber(handle()), nullptr));
  char* const digits = number ? BN_bn2hex(number.get()) : nullptr;
  if (digits == nullptr) throw Error(Code::internal, "a certificate's serial number cannot be read");
  std::string out(digits);
  OPENSSL_free(digits);
  return out;
}

Instant Certificate::not_before() const {
  return instant_of(X509_get0_notBefore(handle()));
}
Instant Certificate::not_after() const {
  return instant_of(X509_get0_notAfter(handle()));
}

KeyKind Certificate::key_kind() const {
  const auto* key = X509_get0_pubkey(handle());
  if (key == nullptr) return KeyKind::other;
  if (EVP_PKEY_is_a(key, "RSA") == 1) return KeyKind::rsa;
  std::array<char, 32> group{};
  const bool named = EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr) == 1;
  return named && std::string_view(group.data()) == SN_X9_62_prime256v1 ? KeyKind::p256 : KeyKind::other;
}

int Certificate::key_bits() const {
  const auto* key = X509_get0_pubkey(handle());
  return key == nullptr ? 0 : EVP_PKEY_get_bits(key);
}

bool Certificate::may_sign() const {
  const auto usage = X509_get_key_usage(handle());  // all bits where the extension is absent
  return (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
}

bool Certificate::self_signed() const {
  return X509_self_signed(handle(), 0) == 1;
}

bool Certificate::issued_by(const Certificate& issuer) const {
  if (X509_check_issued(issuer.handle(), handle()) != X509_V_OK) return false;
  const bool signed_by_it = X509_verify(handle(), X509_get0_pubkey(issuer.handle())) == 1;
  if (!signed_by_it) static_cast<void>(openssl_reason());
  return signed_by_it;
}

std::vector<std::string> Certificate::crl_urls() const {
  const std::unique_ptr<CRL_DIST_POINTS, FreedBy<CRL_DIST_POINTS_free>> points(static_cast<CRL_DIST_POINTS*>(
      X509_get_ext_d2i(handle(), NID_crl_distribution_points, nullptr, nullptr)));
  std::vector<std::string> out;
  for (int i = 0; i < sk_DIST_POINT_num(points.get()); ++i) {
    const auto* const point = sk_DIST_POINT_value(points.get(), i)->distpoint;
    if (point == nullptr || point->type != 0) continue;
    for (int j = 0; j < sk_GENERAL_NAME_num(point->name.fullname); ++j) {
      const auto* const name = sk_GENERAL_NAME_value(point->name.fullname, j);
      if (name->type != GEN_URI) continue;
      const auto* const text = name->d.uniformResourceIdentifier;
      std::string url(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                      static_cast<std::size_t>(ASN1_STRING_length(text)));
      if (url.starts_with("http://") || url.starts_with("https://")) out.push_back(std::move(url));
    }
  }
  return out;
}

}  // namespace sctf::crypto
