#include "crypto/timestamp.hpp"

#include <ctime>
#include <openssl/ts.h>

#include "crypto/handles.hpp"

namespace sctf::crypto {
namespace {

constexpr std::size_t kNonceBytes = 16, kMaxReply = 64 * 1024;

using RequestHandle = std::unique_ptr<TS_REQ, FreedBy<TS_REQ_free>>;
using ReplyHandle = std::unique_ptr<TS_RESP, FreedBy<TS_RESP_free>>;
using VerifyHandle = std::unique_ptr<TS_VERIFY_CTX, FreedBy<TS_VERIFY_CTX_free>>;
using AlgorithmHandle = std::unique_ptr<X509_ALGOR, FreedBy<X509_ALGOR_free>>;
using ImprintHandle = std::unique_ptr<TS_MSG_IMPRINT, FreedBy<TS_MSG_IMPRINT_free>>;
using ObjectHandle = std::unique_ptr<ASN1_OBJECT, FreedBy<ASN1_OBJECT_free>>;
using TokenHandle = std::unique_ptr<PKCS7, FreedBy<PKCS7_free>>;
using InfoHandle = std::unique_ptr<TS_TST_INFO, FreedBy<TS_TST_INFO_free>>;
using IntegerHandle = std::unique_ptr<ASN1_INTEGER, FreedBy<ASN1_INTEGER_free>>;

RequestHandle make_request(const Digest& imprint, const std::string& policy) {
  RequestHandle request(TS_REQ_new());
  const AlgorithmHandle algorithm(X509_ALGOR_new());
  const ImprintHandle message(TS_MSG_IMPRINT_new());
  const auto random = random_bytes(kNonceBytes);
  const std::unique_ptr<BIGNUM, FreedBy<BN_free>> number(BN_bin2bn(
      reinterpret_cast<const unsigned char*>(random.data()), static_cast<int>(random.size()), nullptr));
  const IntegerHandle nonce(number ? BN_to_ASN1_INTEGER(number.get(), nullptr) : nullptr);
  auto digest = imprint;  // OpenSSL asks for bytes that may change
  if (!request || !algorithm || !message || !nonce ||
      X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr) != 1 ||
      TS_MSG_IMPRINT_set_algo(message.get(), algorithm.get()) != 1 ||
      TS_MSG_IMPRINT_set_msg(message.get(), digest.data(), static_cast<int>(digest.size())) != 1 ||
      TS_REQ_set_version(request.get(), 1) != 1 ||
      TS_REQ_set_msg_imprint(request.get(), message.get()) != 1 ||
      TS_REQ_set_nonce(request.get(), nonce.get()) != 1 || TS_REQ_set_cert_req(request.get(), 1) != 1)
    throw_openssl("no time-stamp request");
  if (!policy.empty()) {
    const ObjectHandle id(OBJ_txt2obj(policy.c_str(), 1));
    if (!id) throw_openssl("a policy that is no OID");
    if (TS_REQ_set_policy_id(request.get(), id.get()) != 1) throw_openssl("TS_REQ_set_policy_id");
  }
  return request;
}

StoreHandle store_of(std::span<const Certificate> anchors) {
  StoreHandle store(X509_STORE_new());
  if (!store) throw_openssl("no certificate store");
  for (const auto& anchor : anchors)
    if (X509_STORE_add_cert(store.get(), anchor.handle()) != 1) throw_openssl("X509_STORE_add_cert");
  return store;
}

/// What the answer is held against: the request, and who is trusted.
VerifyHandle make_check(TS_REQ* request, std::span<const Certificate> anchors) {
  VerifyHandle check(TS_REQ_to_TS_VERIFY_CTX(request, nullptr));
  if (!check) throw_openssl("no check of a time stamp");
  TS_VERIFY_CTX_set_store(check.get(), store_of(anchors).release());  // and owns it
  TS_VERIFY_CTX_add_flags(check.get(), TS_VFY_SIGNATURE);
  return check;
}

Instant time_of(const TS_TST_INFO* info) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(TS_TST_INFO_get_time(info), &parts) != 1) throw_openssl("a time stamp without a time");
  return Instant(std::chrono::seconds(::timegm(&parts)));
}

/// The certificate that the token carries for its signer.
Result<Certificate> authority_of(PKCS7* token) {
  const CertificateList signers(PKCS7_get0_signers(token, nullptr, 0));
  if (!signers || sk_X509_num(signers.get()) != 1)
    return problem(Code::not_authentic, "the time stamp does not carry its signer's certificate");
  return Certificate::parse(der_of(sk_X509_value(signers.get(), 0), i2d_X509));
}

/// A token that holds, with what it says.
Result<Timestamp> taken_apart(PKCS7* token, const TS_TST_INFO* info) {
  auto authority = authority_of(token);
  if (!authority) return tl::unexpected(std::move(authority.error()));
  std::vector<Certificate> carried = {*authority};
  const auto* list = token->d.sign->cert;
  for (int i = 0; i < sk_X509_num(list); ++i) {
    auto one = must(Certificate::parse(der_of(sk_X509_value(list, i), i2d_X509)));
    if (one.fingerprint() != authority->fingerprint()) carried.push_back(std::move(one));
  }
  return Timestamp{.token = der_of(token, i2d_PKCS7),
                   .at = time_of(info),
                   .authority = std::move(*authority),
                   .carried = std::move(carried)};
}

}  // namespace

TimestampPort::~TimestampPort() = default;

Result<Timestamp> timestamp(TimestampPort& port, const Digest& imprint, std::span<const Certificate> anchors,
                            const std::string& policy) {
  const auto request = make_request(imprint, policy);
  const auto answer = port.ask(der_of(request.get(), i2d_TS_REQ));
  if (!answer) return tl::unexpected(answer.error());
  if (answer->size() > kMaxReply)
    return problem(Code::bad_document, "a time stamp of {} bytes", answer->size());
  const auto* at = reinterpret_cast<const unsigned char*>(answer->data());
  const auto* const end = at + answer->size();
  const ReplyHandle reply(d2i_TS_RESP(nullptr, &at, static_cast<long>(answer->size())));
  if (!reply || at != end)
    return problem(Code::bad_document, "the answer of the time-stamp authority cannot be read: {}",
                   openssl_reason());
  const auto status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(reply.get())));
  if (status != TS_STATUS_GRANTED && status != TS_STATUS_GRANTED_WITH_MODS)
    return problem(Code::timestamp_unavailable, "the time-stamp authority refuses, status {}", status);
  const auto check = make_check(request.get(), anchors);
  if (TS_RESP_verify_response(check.get(), reply.get()) != 1)
    return problem(Code::not_authentic, "the time stamp does not hold: {}", openssl_reason());
  return taken_apart(TS_RESP_get_token(reply.get()), TS_RESP_get_tst_info(reply.get()));
}

Result<Timestamp> check_timestamp(std::string_view token, const Digest& imprint,
                                  std::span<const Certificate> anchors) {
  const auto* at = reinterpret_cast<const unsigned char*>(token.data());
  const auto* const end = at + token.size();
  const TokenHandle parsed(d2i_PKCS7(nullptr, &at, static_cast<long>(token.size())));
  const InfoHandle info(parsed && at == end && PKCS7_type_is_signed(parsed.get())
                            ? PKCS7_to_TS_TST_INFO(parsed.get())
                            : nullptr);
  if (!info) return problem(Code::bad_document, "no time stamp: {}", openssl_reason());
  const VerifyHandle check(TS_VERIFY_CTX_new());
  auto store = store_of(anchors);
  auto* const imprint_copy = static_cast<unsigned char*>(OPENSSL_memdup(imprint.data(), imprint.size()));
  if (!check || imprint_copy == nullptr) throw_openssl("no check of a time stamp");
  const auto seconds =
      std::chrono::floor<std::chrono::seconds>(time_of(info.get())).time_since_epoch().count();
  X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store.get()), seconds);
  TS_VERIFY_CTX_set_store(check.get(), store.release());
  TS_VERIFY_CTX_set_imprint(check.get(), imprint_copy, static_cast<long>(imprint.size()));
  TS_VERIFY_CTX_set_flags(check.get(), TS_VFY_VERSION | TS_VFY_IMPRINT | TS_VFY_SIGNATURE);
  if (TS_RESP_verify_token(check.get(), parsed.get()) != 1)
    return problem(Code::not_authentic, "the time stamp does not hold: {}", openssl_reason());
  return taken_apart(parsed.get(), info.get());
}

}  // namespace sctf::crypto
