#include "crypto/throwaway.hpp"

#include <openssl/pem.h>

#include "crypto/handles.hpp"

namespace sctf::crypto {
namespace {

constexpr int kBits = 2048;

KeyHandle new_key(KeyKind kind) {
  KeyHandle out(kind == KeyKind::p256 ? EVP_EC_gen(SN_X9_62_prime256v1)
                                      : EVP_RSA_gen(static_cast<unsigned>(kBits)));
  if (!out) throw_openssl("no new key");
  return out;
}

void add_name(X509_NAME* name, const char* field, const std::string& text) {
  if (X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                 reinterpret_cast<const unsigned char*>(text.c_str()), -1, -1, 0) != 1)
    throw_openssl("X509_NAME_add_entry_by_txt");
}

void add_extension(X509* certificate, X509* issuer, int nid, const char* text) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, FreedBy<X509_EXTENSION_free>> extension(
      X509V3_EXT_conf_nid(nullptr, &context, nid, text));
  if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1) throw_openssl("X509_add_ext");
}

void set_time(ASN1_TIME* time, Instant instant) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
  if (ASN1_TIME_set(time, seconds) == nullptr) throw_openssl("ASN1_TIME_set");
}

/// A certificate with its number, term and key, not signed yet.
CertificateHandle begin(const ThrowawayOrder& order, EVP_PKEY* key) {
  CertificateHandle out(X509_new());
  const auto number = random_bytes(16);
  const std::unique_ptr<BIGNUM, FreedBy<BN_free>> serial(
      BN_bin2bn(reinterpret_cast<const unsigned char*>(number.data()), 15, nullptr));
  if (!out || !serial || X509_set_version(out.get(), X509_VERSION_3) != 1 ||
      BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(out.get())) == nullptr ||
      X509_set_pubkey(out.get(), key) != 1)
    throw_openssl("X509_new");
  set_time(X509_getm_notBefore(out.get()), order.from);
  set_time(X509_getm_notAfter(out.get()), order.until);
  return out;
}

void sign(X509* certificate, EVP_PKEY* key) {
  if (X509_sign(certificate, key, EVP_sha256()) == 0) throw_openssl("X509_sign");
}

std::string pem_of(EVP_PKEY* key) {
  const BioHandle out(BIO_new(BIO_s_mem()));
  if (!out || PEM_write_bio_PrivateKey(out.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
    throw_openssl("PEM_write_bio_PrivateKey");
  return written_to(out.get());
}

std::string pem_of(X509* certificate) {
  return must(Certificate::parse(der_of(certificate, i2d_X509))).pem();
}

}  // namespace

Throwaway make_throwaway(const ThrowawayOrder& order) {
  const auto authority_key = new_key(order.kind), key = new_key(order.kind);
  const auto authority = begin(order, authority_key.get());
  auto* name = X509_get_subject_name(authority.get());
  add_name(name, "C", "ES");
  add_name(name, "O", order.organization);
  add_name(name, "CN", "AUTORIDAD DE EJEMPLO, SIN VALOR");
  if (X509_set_issuer_name(authority.get(), name) != 1) throw_openssl("X509_set_issuer_name");
  add_extension(authority.get(), authority.get(), NID_basic_constraints, "critical,CA:TRUE");
  add_extension(authority.get(), authority.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
  add_extension(authority.get(), authority.get(), NID_subject_key_identifier, "hash");
  sign(authority.get(), authority_key.get());

  const auto seal = begin(order, key.get());
  name = X509_get_subject_name(seal.get());
  add_name(name, "C", "ES");
  add_name(name, "O", order.organization);
  add_name(name, "OU", order.time_stamps ? "SELLO DE TIEMPO" : "SELLO ELECTRONICO");
  add_name(name, "organizationIdentifier", "VATES-" + order.nif);
  add_name(name, "serialNumber", order.nif);
  add_name(name, "CN", order.name);
  if (X509_set_issuer_name(seal.get(), X509_get_subject_name(authority.get())) != 1)
    throw_openssl("X509_set_issuer_name");
  add_extension(seal.get(), authority.get(), NID_basic_constraints, "critical,CA:FALSE");
  add_extension(seal.get(), authority.get(), NID_key_usage,
                order.time_stamps ? "critical,digitalSignature" : "critical,digitalSignature,nonRepudiation");
  if (order.time_stamps)
    add_extension(seal.get(), authority.get(), NID_ext_key_usage, "critical,timeStamping");
  add_extension(seal.get(), authority.get(), NID_subject_key_identifier, "hash");
  add_extension(seal.get(), authority.get(), NID_authority_key_identifier, "keyid:always");
  if (!order.crl_url.empty())
    add_extension(seal.get(), authority.get(), NID_crl_distribution_points, ("URI:" + order.crl_url).c_str());
  sign(seal.get(), authority_key.get());

  return {.authority = pem_of(authority.get()),
          .authority_key = pem_of(authority_key.get()),
          .certificate = pem_of(seal.get()) + pem_of(authority.get()),
          .key = pem_of(key.get())};
}

std::string make_throwaway_crl(const Throwaway& made, Instant at, Instant next,
                               std::optional<Instant> revoked) {
  const auto authority = must(Certificate::parse_pem(made.authority)).front();
  const auto seal = must(Certificate::parse_pem(made.certificate)).front();
  const auto pem = read_from(made.authority_key);
  const KeyHandle key(PEM_read_bio_PrivateKey(pem.get(), nullptr, nullptr, nullptr));
  const std::unique_ptr<X509_CRL, FreedBy<X509_CRL_free>> crl(X509_CRL_new());
  const std::unique_ptr<ASN1_TIME, FreedBy<ASN1_TIME_free>> time(ASN1_TIME_new());
  if (!key || !crl || !time || X509_CRL_set_version(crl.get(), X509_CRL_VERSION_2) != 1 ||
      X509_CRL_set_issuer_name(crl.get(), X509_get_subject_name(authority.handle())) != 1)
    throw_openssl("X509_CRL_new");
  set_time(time.get(), at);
  if (X509_CRL_set1_lastUpdate(crl.get(), time.get()) != 1) throw_openssl("X509_CRL_set1_lastUpdate");
  set_time(time.get(), next);
  if (X509_CRL_set1_nextUpdate(crl.get(), time.get()) != 1) throw_openssl("X509_CRL_set1_nextUpdate");
  if (revoked) {
    std::unique_ptr<X509_REVOKED, FreedBy<X509_REVOKED_free>> entry(X509_REVOKED_new());
    auto* const number = const_cast<ASN1_INTEGER*>(X509_get0_serialNumber(seal.handle()));
    set_time(time.get(), *revoked);
    if (!entry || X509_REVOKED_set_serialNumber(entry.get(), number) != 1 ||
        X509_REVOKED_set_revocationDate(entry.get(), time.get()) != 1 ||
        X509_CRL_add0_revoked(crl.get(), entry.get()) != 1)
      throw_openssl("X509_CRL_add0_revoked");
    static_cast<void>(entry.release());  // the list has it now
  }
  if (X509_CRL_sort(crl.get()) != 1 || X509_CRL_sign(crl.get(), key.get(), EVP_sha256()) == 0)
    throw_openssl("X509_CRL_sign");
  return der_of(crl.get(), i2d_X509_CRL);
}

}  // namespace sctf::crypto
