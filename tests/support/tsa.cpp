#include "support/tsa.hpp"

#include <openssl/pem.h>
#include <openssl/ts.h>

#include "crypto/handles.hpp"

namespace sctf::test {

namespace {

ASN1_INTEGER* next_serial(TS_RESP_CTX*, void*) {
  static long last = 0;
  ASN1_INTEGER* const out = ASN1_INTEGER_new();
  ASN1_INTEGER_set(out, ++last);
  return out;
}

}  // namespace

struct TestAuthority::Inside {
  explicit Inside(const std::string& crl_url)
      : made(crypto::make_throwaway({.from = std::chrono::floor<std::chrono::microseconds>(
                                         std::chrono::system_clock::now() - std::chrono::hours(1)),
                                     .until = std::chrono::floor<std::chrono::microseconds>(
                                         std::chrono::system_clock::now() + std::chrono::hours(24)),
                                     .time_stamps = true,
                                     .crl_url = crl_url})) {}

  crypto::Throwaway made;
  crypto::KeyHandle key;
  std::vector<crypto::Certificate> chain = must(crypto::Certificate::parse_pem(made.certificate));
  std::unique_ptr<TS_RESP_CTX, crypto::FreedBy<TS_RESP_CTX_free>> context{TS_RESP_CTX_new()};
};

TestAuthority::TestAuthority(const std::string& crl_url) : inside_(std::make_unique<Inside>(crl_url)) {
  auto& in = *inside_;
  const auto pem = crypto::read_from(in.made.key);
  in.key.reset(PEM_read_bio_PrivateKey(pem.get(), nullptr, nullptr, nullptr));
  const std::unique_ptr<ASN1_OBJECT, crypto::FreedBy<ASN1_OBJECT_free>> policy(OBJ_txt2obj("1.2.3.4.1", 1));
  auto* const context = in.context.get();
  if (!in.key || TS_RESP_CTX_set_signer_cert(context, in.chain.front().handle()) != 1 ||
      TS_RESP_CTX_set_signer_key(context, in.key.get()) != 1 ||
      TS_RESP_CTX_set_signer_digest(context, EVP_sha256()) != 1 ||
      TS_RESP_CTX_set_ess_cert_id_digest(context, EVP_sha256()) != 1 ||
      TS_RESP_CTX_set_def_policy(context, policy.get()) != 1 ||
      TS_RESP_CTX_add_md(context, EVP_sha256()) != 1)
    throw Error(Code::internal, "no test authority: {}", crypto::openssl_reason());
  // Its issuer comes along, as those of real ones do.
  const crypto::CertificateList issuers(sk_X509_new_null());
  for (const auto& one : in.chain) sk_X509_push(issuers.get(), one.handle());
  if (TS_RESP_CTX_set_certs(context, issuers.get()) != 1)
    throw Error(Code::internal, "no test authority: {}", crypto::openssl_reason());
  TS_RESP_CTX_set_serial_cb(context, next_serial, nullptr);
}

TestAuthority::~TestAuthority() = default;

const crypto::Throwaway& TestAuthority::made() const {
  return inside_->made;
}

Result<std::string> TestAuthority::ask(std::string_view request) {
  if (fault == Fault::nothing) return problem(Code::seal_unavailable, "nobody answers");
  std::string asked(request);
  if (fault == Fault::refuses) asked[asked.find("\x01\x05")] = 2;  // breaks the algorithm's parameters
  // The imprint stands before the nonce, which ends the request but for certReq.
  if (fault == Fault::other_imprint) asked[asked.size() - 40] ^= 1;
  if (fault == Fault::other_nonce) asked[asked.size() - 6] ^= 1;
  const auto bio = crypto::read_from(asked);
  const std::unique_ptr<TS_RESP, crypto::FreedBy<TS_RESP_free>> reply(
      TS_RESP_create_response(inside_->context.get(), bio.get()));
  auto out = crypto::der_of(reply.get(), i2d_TS_RESP);
  if (fault == Fault::cut_off) out.pop_back();
  return out;
}

}  // namespace sctf::test
