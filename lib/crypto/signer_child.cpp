// The process that alone holds the key of a seal.

#include <csignal>
#include <openssl/err.h>
#include <openssl/rsa.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "crypto/seal_key.hpp"
#include "crypto/signer_wire.hpp"

namespace sctf::crypto {
namespace {

/// Nothing of the parent stays open, the memory is shown to no debugger and to no core file, and who asks
/// whom to stop is the parent's affair.
void shut_in(int socket) {
  ::close_range(3, static_cast<unsigned>(socket) - 1, 0);
  ::close_range(static_cast<unsigned>(socket) + 1, ~0U, 0);
  ::prctl(PR_SET_DUMPABLE, 0);
  ::prctl(PR_SET_NAME, "sctf-signer");
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGQUIT}) ::signal(signal, SIG_IGN);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

std::string problem_answer(const Problem& problem) {
  std::string out(1, kAnswerProblem);
  put_part(out, info(problem.code).id);
  put_part(out, problem.text);
  return out;
}

/// Signs digests of SHA-256, one context for all of them.
class DigestSigner {
 public:
  explicit DigestSigner(EVP_PKEY* key) : context_(EVP_PKEY_CTX_new(key, nullptr)) {
    const bool rsa = EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA;
    if (!context_ || EVP_PKEY_sign_init(context_.get()) != 1 ||
        (rsa && EVP_PKEY_CTX_set_rsa_padding(context_.get(), RSA_PKCS1_PADDING) != 1) ||
        EVP_PKEY_CTX_set_signature_md(context_.get(), EVP_sha256()) != 1)
      throw Error(Code::seal_unavailable, "the seal's key does not sign: {}", openssl_reason());
    signature_.resize(static_cast<std::size_t>(EVP_PKEY_get_size(key)));
  }

  std::string_view sign(std::string_view digest) {
    auto length = signature_.size();
    if (EVP_PKEY_sign(context_.get(), reinterpret_cast<unsigned char*>(signature_.data()), &length,
                      reinterpret_cast<const unsigned char*>(digest.data()), digest.size()) != 1)
      throw Error(Code::seal_unavailable, "the seal's key does not sign: {}", openssl_reason());
    return std::string_view(signature_).substr(0, length);
  }

 private:
  KeyContextHandle context_;
  std::string signature_;
};

std::string answer(DigestSigner& signer, std::string_view digests) {
  try {
    std::string out(1, kAnswerGood);
    for (std::size_t at = 0; at < digests.size(); at += sizeof(Digest))
      put_part(out, signer.sign(digests.substr(at, sizeof(Digest))));
    return out;
  } catch (const Error& error) {
    return problem_answer(error.problem());
  }
}

void serve(int socket, const SealSource& source) {
  const auto opened = open_seal_key(source);
  if (!opened) {
    static_cast<void>(send_message(socket, problem_answer(opened.error())));
    return;
  }
  DigestSigner signer(opened->key.get());
  std::string hello(1, kAnswerGood);
  for (const auto& certificate : opened->chain) put_part(hello, certificate.der());
  if (!send_message(socket, hello)) return;
  while (const auto digests = receive_message(socket))
    if (digests->size() % sizeof(Digest) != 0 || !send_message(socket, answer(signer, *digests))) return;
}

}  // namespace

void run_signer_child(int socket, const SealSource& source) noexcept {
  shut_in(socket);
  try {
    serve(socket, source);
  } catch (const Error& error) {
    static_cast<void>(send_message(socket, problem_answer(error.problem())));
  } catch (...) {  // nobody is left to tell but by the socket's end
  }
  ::_exit(0);
}

}  // namespace sctf::crypto
