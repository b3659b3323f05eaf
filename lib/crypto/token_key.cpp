// Keys that live in a token (PKCS#11). Debian 12 has no provider for it, only the engine of libp11, whose
// interface OpenSSL 3 calls deprecated: here, and nowhere else, that is not said.
#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/engine.h>

#include "crypto/seal_key.hpp"

namespace sctf::crypto {
namespace {

struct FreeEngine {
  void operator()(ENGINE* engine) const noexcept {
    ENGINE_finish(engine);
    ENGINE_free(engine);
  }
};

}  // namespace

Result<KeyHandle> open_token_key(const std::string& uri, const std::string& pin) {
  ENGINE_load_builtin_engines();
  ENGINE* const found = ENGINE_by_id("pkcs11");
  if (found == nullptr)
    return problem(Code::bad_configuration,
                   "keys of a token need the engine \"pkcs11\" (package libengine-pkcs11-openssl): {}",
                   openssl_reason());
  if (!pin.empty() && ENGINE_ctrl_cmd_string(found, "PIN", pin.c_str(), 0) != 1) {
    ENGINE_free(found);
    return problem(Code::bad_configuration, "the engine \"pkcs11\" takes no PIN: {}", openssl_reason());
  }
  if (ENGINE_init(found) != 1) {
    ENGINE_free(found);
    return problem(Code::seal_unavailable, "the engine \"pkcs11\" does not start: {}", openssl_reason());
  }
  // The key holds a reference to the engine of its own.
  const std::unique_ptr<ENGINE, FreeEngine> engine(found);
  KeyHandle key(ENGINE_load_private_key(engine.get(), uri.c_str(), nullptr, nullptr));
  if (!key)
    return problem(Code::seal_unavailable, "the token gives no key for \"{}\": {}", uri, openssl_reason());
  return key;
}

}  // namespace sctf::crypto
