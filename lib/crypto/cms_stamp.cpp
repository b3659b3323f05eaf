#include "crypto/cms_stamp.hpp"

#include "crypto/handles.hpp"

namespace sctf::crypto {
namespace {

constexpr int kTokenAttribute = NID_id_smime_aa_timeStampToken;

struct OneSigner {
  CmsHandle cms;
  CMS_SignerInfo* signer;
};

Result<OneSigner> one_signer(std::string_view der) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  CmsHandle cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
  if (!cms) return problem(Code::bad_document, "no CMS: {}", openssl_reason());
  auto* signers =
      OBJ_obj2nid(CMS_get0_type(cms.get())) == NID_pkcs7_signed ? CMS_get0_SignerInfos(cms.get()) : nullptr;
  if (signers == nullptr || sk_CMS_SignerInfo_num(signers) != 1)
    return problem(Code::bad_document, "a CMS of not exactly one signer");
  auto* const signer = sk_CMS_SignerInfo_value(signers, 0);
  return OneSigner{std::move(cms), signer};
}

}  // namespace

Result<Digest> stamped_imprint(std::string_view der) {
  const auto found = one_signer(der);
  if (!found) return tl::unexpected(found.error());
  const auto* value = CMS_SignerInfo_get0_signature(found->signer);
  return sha256({reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
                 static_cast<std::size_t>(ASN1_STRING_length(value))});
}

Result<std::string> with_timestamp(std::string_view der, std::string_view token) {
  const auto found = one_signer(der);
  if (!found) return tl::unexpected(found.error());
  for (int at = CMS_unsigned_get_attr_by_NID(found->signer, kTokenAttribute, -1); at >= 0;
       at = CMS_unsigned_get_attr_by_NID(found->signer, kTokenAttribute, -1))
    X509_ATTRIBUTE_free(CMS_unsigned_delete_attr(found->signer, at));
  if (CMS_unsigned_add1_attr_by_NID(found->signer, kTokenAttribute, V_ASN1_SEQUENCE, token.data(),
                                    static_cast<int>(token.size())) != 1)
    throw_openssl("CMS_unsigned_add1_attr_by_NID");
  return der_of(found->cms.get(), i2d_CMS_ContentInfo);
}

Result<std::optional<std::string>> timestamp_of(std::string_view der) {
  const auto found = one_signer(der);
  if (!found) return tl::unexpected(found.error());
  const int at = CMS_unsigned_get_attr_by_NID(found->signer, kTokenAttribute, -1);
  if (at < 0) return std::optional<std::string>();
  auto* const attribute = CMS_unsigned_get_attr(found->signer, at);
  const auto* const value = X509_ATTRIBUTE_get0_type(attribute, 0);
  if (X509_ATTRIBUTE_count(attribute) != 1 || value == nullptr || value->type != V_ASN1_SEQUENCE)
    return problem(Code::bad_document, "the attribute of the time stamp is not one token");
  return std::optional(
      std::string(reinterpret_cast<const char*>(ASN1_STRING_get0_data(value->value.sequence)),
                  static_cast<std::size_t>(ASN1_STRING_length(value->value.sequence))));
}

}  // namespace sctf::crypto
