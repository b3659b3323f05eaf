#include "crypto/seal_key.hpp"

#include <algorithm>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <sys/stat.h>

#include "proc/file.hpp"

namespace sctf::crypto {
namespace {

constexpr std::size_t kMaxKeyFile = 256 * 1024;
constexpr std::string_view kTokenScheme = "pkcs11:";
constexpr int kLeastRsaBits = 2048;

/// A file with a secret in it: nobody but its owner may read it (norms/seguridad, op.exp.10).
Result<std::string> read_secret(const std::filesystem::path& path) {
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0) return problem(Code::no_input, "{} cannot be opened", path.native());
  if ((about.st_mode & 0077) != 0)
    return problem(Code::bad_configuration, "{} is open to others than its owner: chmod 0600 it",
                   path.native());
  return proc::read_file(path, kMaxKeyFile);
}

/// The words of a password file: its first line.
Result<std::string> read_password(const std::filesystem::path& path) {
  if (path.empty()) return std::string();
  auto text = read_secret(path);
  if (text) text->resize(std::min(text->find_first_of("\r\n"), text->size()));
  return text;
}

Result<std::vector<Certificate>> read_chain(const std::filesystem::path& path) {
  if (path.empty())
    return problem(Code::bad_configuration, "the seal's key has no certificate: name its file");
  const auto pem = proc::read_file(path, kMaxKeyFile);
  if (!pem) return tl::unexpected(pem.error());
  auto chain = Certificate::parse_pem(*pem);
  if (!chain) return problem(Code::bad_configuration, "{}: {}", path.native(), chain.error().text);
  return chain;
}

Result<SealKey> open_pem(const SealSource& source, const std::string& password) {
  const auto pem = read_secret(source.key);
  if (!pem) return tl::unexpected(pem.error());
  const auto bio = read_from(*pem);
  const auto give = [](char* into, int size, int, void* text) {
    const auto& words = *static_cast<const std::string*>(text);
    const auto length = std::min(static_cast<std::size_t>(size), words.size());
    std::copy_n(words.begin(), length, into);
    return static_cast<int>(length);
  };
  KeyHandle key(PEM_read_bio_PrivateKey(bio.get(), nullptr, give, const_cast<std::string*>(&password)));
  if (!key)
    return problem(Code::bad_configuration, "{} holds no key that can be opened: {}", source.key,
                   openssl_reason());
  auto chain = read_chain(source.certificate);
  if (!chain) return tl::unexpected(std::move(chain.error()));
  return SealKey{std::move(key), std::move(*chain)};
}

Result<SealKey> open_pkcs12(const SealSource& source, const std::string& password) {
  const auto bytes = read_secret(source.key);
  if (!bytes) return tl::unexpected(bytes.error());
  // Files of older programs are enciphered in ways that only this provider still knows.
  OSSL_PROVIDER_load(nullptr, "default");
  OSSL_PROVIDER_load(nullptr, "legacy");
  const auto bio = read_from(*bytes);
  const std::unique_ptr<PKCS12, FreedBy<PKCS12_free>> file(d2i_PKCS12_bio(bio.get(), nullptr));
  EVP_PKEY* key = nullptr;
  X509* certificate = nullptr;
  STACK_OF(X509)* others = nullptr;
  const bool opened = file && PKCS12_parse(file.get(), password.c_str(), &key, &certificate, &others) == 1;
  SealKey out{KeyHandle(key), {}};
  const CertificateHandle own(certificate);
  const OwnedCertificateList rest(others);
  if (!opened || !out.key || !own)
    return problem(Code::bad_configuration, "{} holds no key and certificate that can be opened: {}",
                   source.key, openssl_reason());
  out.chain.push_back(must(Certificate::parse(der_of(own.get(), i2d_X509))));
  for (int i = 0; rest && i < sk_X509_num(rest.get()); ++i)
    out.chain.push_back(must(Certificate::parse(der_of(sk_X509_value(rest.get(), i), i2d_X509))));
  return out;
}

Result<SealKey> open_token(const SealSource& source, const std::string& password) {
  auto chain = read_chain(source.certificate);
  if (!chain) return tl::unexpected(std::move(chain.error()));
  auto key = open_token_key(source.key, password);
  if (!key) return tl::unexpected(std::move(key.error()));
  return SealKey{std::move(*key), std::move(*chain)};
}

}  // namespace

Result<SealKey> open_seal_key(const SealSource& source) {
  const auto password = read_password(source.password_file);
  if (!password) return tl::unexpected(password.error());
  const bool token = source.key.starts_with(kTokenScheme);
  const bool pkcs12 = source.key.ends_with(".p12") || source.key.ends_with(".pfx");
  auto opened = token    ? open_token(source, *password)
                : pkcs12 ? open_pkcs12(source, *password)
                         : open_pem(source, *password);
  if (!opened) return opened;
  const auto& own = opened->chain.front();
  if (X509_check_private_key(own.handle(), opened->key.get()) != 1)
    return problem(Code::bad_configuration, "the certificate of \"{}\" is not of that key", own.name());
  if (own.key_kind() == KeyKind::other || (own.key_kind() == KeyKind::rsa && own.key_bits() < kLeastRsaBits))
    return problem(Code::bad_configuration,
                   "the seal \"{}\" must be RSA of {} bits or more, or of curve P-256", own.name(),
                   kLeastRsaBits);
  if (!own.may_sign())
    return problem(Code::bad_configuration, "the certificate of \"{}\" does not let its key sign",
                   own.name());
  return opened;
}

}  // namespace sctf::crypto
