#pragma once

// Inside lib/crypto only: what OpenSSL allocates, each freed by its own word.

#include <memory>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace sctf::crypto {

template <auto Free>
struct FreedBy {
  template <class T>
  void operator()(T* handle) const noexcept {
    Free(handle);
  }
};

using BioHandle = std::unique_ptr<BIO, FreedBy<BIO_free_all>>;
using CertificateHandle = std::unique_ptr<X509, FreedBy<X509_free>>;
using KeyHandle = std::unique_ptr<EVP_PKEY, FreedBy<EVP_PKEY_free>>;
using KeyContextHandle = std::unique_ptr<EVP_PKEY_CTX, FreedBy<EVP_PKEY_CTX_free>>;
using CmsHandle = std::unique_ptr<CMS_ContentInfo, FreedBy<CMS_ContentInfo_free>>;
using StoreHandle = std::unique_ptr<X509_STORE, FreedBy<X509_STORE_free>>;
using StoreContextHandle = std::unique_ptr<X509_STORE_CTX, FreedBy<X509_STORE_CTX_free>>;

/// A list that does not own what it holds.
struct FreeList {
  void operator()(STACK_OF(X509) * list) const noexcept { sk_X509_free(list); }
};
using CertificateList = std::unique_ptr<STACK_OF(X509), FreeList>;
/// One that does.
struct FreeListWhole {
  void operator()(STACK_OF(X509) * list) const noexcept { sk_X509_pop_free(list, X509_free); }
};
using OwnedCertificateList = std::unique_ptr<STACK_OF(X509), FreeListWhole>;

/// What OpenSSL says of its last failure, and the queue is empty again.
[[nodiscard]] std::string openssl_reason();
/// `internal`: `what` and that reason.
[[noreturn]] void throw_openssl(const char* what);

/// Reads from `bytes`, which must outlive it. Throws `out_of_range` for more than 2 GiB.
[[nodiscard]] BioHandle read_from(std::string_view bytes);
/// All that was written to a memory BIO.
[[nodiscard]] std::string written_to(BIO* bio);

/// `i2d_X` of any type: its DER.
template <class T, class ToDer>
[[nodiscard]] std::string der_of(T* object, ToDer to_der) {
  unsigned char* bytes = nullptr;
  const int length = to_der(object, &bytes);
  if (length < 0) throw Error(Code::internal, "OpenSSL: no DER: {}", openssl_reason());
  std::string out(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
  OPENSSL_free(bytes);
  return out;
}

}  // namespace sctf::crypto
