#include "crypto/cms_check.hpp"

#include <algorithm>
#include <openssl/ess.h>

#include "crypto/handles.hpp"

namespace sctf::crypto {
namespace {

using EssHandle = std::unique_ptr<ESS_SIGNING_CERT_V2, FreedBy<ESS_SIGNING_CERT_V2_free>>;

CertificateList list_of(std::span<const Certificate> certificates) {
  CertificateList out(sk_X509_new_null());
  if (!out) throw Error(Code::internal, "OpenSSL: sk_X509_new_null failed");
  for (const auto& certificate : certificates)
    if (sk_X509_push(out.get(), certificate.handle()) == 0)
      throw Error(Code::internal, "OpenSSL: sk_X509_push failed");
  return out;
}

/// The value of a signed attribute that stands once with one value; null where there is none such.
const ASN1_TYPE* signed_value(const CMS_SignerInfo* signer, int nid, int type) {
  const int at = CMS_signed_get_attr_by_NID(signer, nid, -1);
  if (at < 0 || CMS_signed_get_attr_by_NID(signer, nid, at) >= 0) return nullptr;
  auto* attribute = CMS_signed_get_attr(signer, at);
  if (X509_ATTRIBUTE_count(attribute) != 1) return nullptr;
  const auto* value = X509_ATTRIBUTE_get0_type(attribute, 0);
  return value != nullptr && ASN1_TYPE_get(value) == type ? value : nullptr;
}

/// Whether signing-certificate-v2 names the certificate that signed.
bool names_signer(const CMS_SignerInfo* signer, X509* certificate) {
  const auto* value = signed_value(signer, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE);
  if (value == nullptr) return false;
  const auto* at = ASN1_STRING_get0_data(value->value.sequence);
  const EssHandle ess(d2i_ESS_SIGNING_CERT_V2(nullptr, &at, ASN1_STRING_length(value->value.sequence)));
  const std::unique_ptr<STACK_OF(X509), FreeList> chain(sk_X509_new_null());
  if (!ess || !chain || sk_X509_push(chain.get(), certificate) == 0) return false;
  return OSSL_ESS_check_signing_certs(nullptr, ess.get(), chain.get(), 1) > 0;
}

std::vector<std::string> breaches_of(const CmsHandle& cms, const CMS_SignerInfo* signer, X509* certificate) {
  std::vector<std::string> out;
  const auto* content = CMS_get0_content(cms.get());
  if (content != nullptr && *content != nullptr) out.emplace_back("the signature carries content of its own");
  if (OBJ_obj2nid(CMS_get0_eContentType(cms.get())) != NID_pkcs7_data)
    out.emplace_back("the content is not of type data");
  const auto* type = signed_value(signer, NID_pkcs9_contentType, V_ASN1_OBJECT);
  if (type == nullptr || OBJ_obj2nid(type->value.object) != NID_pkcs7_data)
    out.emplace_back("content-type does not stand there once, as data");
  if (signed_value(signer, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING) == nullptr)
    out.emplace_back("message-digest does not stand there once");
  if (!names_signer(signer, certificate))
    out.emplace_back("signing-certificate-v2 does not name the certificate that signed");
  if (CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1) >= 0)
    out.emplace_back("signing-time stands in the signature");
  X509_ALGOR* digest = nullptr;
  CMS_SignerInfo_get0_algs(const_cast<CMS_SignerInfo*>(signer), nullptr, nullptr, &digest, nullptr);
  const ASN1_OBJECT* algorithm = nullptr;
  X509_ALGOR_get0(&algorithm, nullptr, nullptr, digest);
  const int nid = OBJ_obj2nid(algorithm);
  if (nid != NID_sha256 && nid != NID_sha384 && nid != NID_sha512)
    out.emplace_back("a digest weaker than SHA-256");
  return out;
}

}  // namespace

Result<CmsVerdict> check_cms(std::string_view der, std::span<const std::string_view> covered) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  const CmsHandle cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
  if (!cms) return problem(Code::bad_document, "no CMS: {}", openssl_reason());
  const auto rest = der.substr(static_cast<std::size_t>(reinterpret_cast<const char*>(at) - der.data()));
  if (rest.find_first_not_of('\0') != std::string_view::npos)
    return problem(Code::bad_document, "bytes stand behind the signature");
  auto* signers =
      OBJ_obj2nid(CMS_get0_type(cms.get())) == NID_pkcs7_signed ? CMS_get0_SignerInfos(cms.get()) : nullptr;
  if (signers == nullptr || sk_CMS_SignerInfo_num(signers) != 1)
    return problem(Code::bad_document, "a CMS of not exactly one signer");
  auto* const signer = sk_CMS_SignerInfo_value(signers, 0);
  const OwnedCertificateList carried(CMS_get1_certs(cms.get()));
  X509* own = nullptr;
  std::vector<Certificate> others;
  for (int i = 0; carried && i < sk_X509_num(carried.get()); ++i) {
    auto* const one = sk_X509_value(carried.get(), i);
    if (own == nullptr && CMS_SignerInfo_cert_cmp(signer, one) == 0)
      own = one;
    else
      others.push_back(must(Certificate::parse(der_of(one, i2d_X509))));
  }
  if (own == nullptr) return problem(Code::bad_document, "the signature does not carry its certificate");

  CmsVerdict out{.signer = must(Certificate::parse(der_of(own, i2d_X509))),
                 .others = std::move(others),
                 .intact = false,
                 .reason = {},
                 .breaches = breaches_of(cms, signer, own)};
  std::string content;
  for (const auto part : covered) content += part;
  const auto bio = read_from(content);
  out.intact = CMS_verify(cms.get(), nullptr, nullptr, bio.get(), nullptr,
                          CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) == 1;
  if (!out.intact) out.reason = openssl_reason();
  return out;
}

Result<void> check_chain(const Certificate& signer, std::span<const Certificate> others,
                         std::span<const Certificate> anchors, Instant at) {
  const StoreHandle store(X509_STORE_new());
  const StoreContextHandle context(X509_STORE_CTX_new());
  if (!store || !context) throw Error(Code::internal, "OpenSSL: no certificate store");
  for (const auto& anchor : anchors)
    if (X509_STORE_add_cert(store.get(), anchor.handle()) != 1)
      throw Error(Code::internal, "OpenSSL: X509_STORE_add_cert failed");
  const auto untrusted = list_of(others);
  if (X509_STORE_CTX_init(context.get(), store.get(), signer.handle(), untrusted.get()) != 1)
    throw Error(Code::internal, "OpenSSL: X509_STORE_CTX_init failed");
  X509_STORE_CTX_set_time(context.get(), 0,
                          std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
  if (X509_verify_cert(context.get()) == 1) return {};
  const int error = X509_STORE_CTX_get_error(context.get());
  static_cast<void>(openssl_reason());
  return problem(Code::not_authentic, "the certificate of \"{}\" leads to no authority that is trusted: {}",
                 signer.name(), X509_verify_cert_error_string(error));
}

}  // namespace sctf::crypto
