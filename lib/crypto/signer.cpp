#include "crypto/signer.hpp"

#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crypto/signer_wire.hpp"

namespace sctf::crypto {
namespace {

constexpr int kMostSlots = 64;
constexpr std::size_t kMostAtOnce = 4096;  // digests of one message

}  // namespace

/// A child and our end of its socket. Its end is the end of the child.
class Signer::Slot {
 public:
  explicit Slot(const SealSource& source) {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
      throw Error(Code::io_error, "socketpair: {}", std::strerror(errno));
    child_ = ::fork();
    if (child_ == 0) {
      ::close(ends[0]);
      run_signer_child(ends[1], source);
    }
    ::close(ends[1]);
    socket_ = ends[0];
    if (child_ < 0) {
      ::close(socket_);
      throw Error(Code::io_error, "fork: {}", std::strerror(errno));
    }
  }
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;
  ~Slot() {
    ::close(socket_);
    while (::waitpid(child_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }

  /// The parts of its answer, or the problem it tells of.
  Result<std::vector<std::string>> answer() {
    const auto message = receive_message(socket_);
    if (!message || message->empty()) return gone();
    std::string_view rest(*message);
    const char kind = rest.front();
    rest.remove_prefix(1);
    std::vector<std::string> parts;
    while (const auto part = take_part(rest)) parts.emplace_back(*part);
    if (kind == kAnswerGood) return parts;
    const auto* code = parts.size() == 2 ? find_code(parts[0]) : nullptr;
    if (code == nullptr) return gone();
    return problem(code->code, "{}", parts[1]);
  }

  Result<std::vector<std::string>> sign(std::span<const Digest> digests) {
    std::string message;
    message.reserve(digests.size() * sizeof(Digest));
    for (const auto& digest : digests)
      message.append(reinterpret_cast<const char*>(digest.data()), digest.size());
    if (!send_message(socket_, message)) return gone();
    auto signatures = answer();
    if (signatures && signatures->size() != digests.size()) return gone();
    return signatures;
  }

  [[nodiscard]] bool dead() const { return dead_; }

 private:
  tl::unexpected<Problem> gone() {
    dead_ = true;
    return problem(Code::seal_unavailable, "the process that signs is gone");
  }

  pid_t child_ = -1;
  int socket_ = -1;
  bool dead_ = false;
};

struct Signer::Inside {
  std::deque<Slot> slots;
  std::vector<Certificate> chain;
  std::mutex mutex;
  std::condition_variable freed;
  std::vector<Slot*> free;
  std::size_t living = 0;

  /// A slot for the caller alone; null where all of them are dead.
  Slot* take() {
    std::unique_lock lock(mutex);
    freed.wait(lock, [this] { return !free.empty() || living == 0; });
    if (free.empty()) return nullptr;
    auto* slot = free.back();
    free.pop_back();
    return slot;
  }
  void give_back(Slot* slot) {
    {
      const std::lock_guard lock(mutex);
      if (slot->dead())
        --living;
      else
        free.push_back(slot);
    }
    freed.notify_all();
  }
};

Signer::Signer(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Signer::~Signer() = default;

Result<std::unique_ptr<Signer>> Signer::start(const SealSource& source, int slots) {
  if (slots < 1 || slots > kMostSlots)
    return problem(Code::invalid_argument, "{} slots to sign in; 1 to {}", slots, kMostSlots);
  auto inside = std::make_unique<Inside>();
  // One after another: tokens were seen to lose a key while two processes log in at once.
  for (int i = 0; i < slots; ++i) {
    auto& slot = inside->slots.emplace_back(source);
    auto certificates = slot.answer();
    if (!certificates) return tl::unexpected(std::move(certificates.error()));
    inside->chain.clear();
    for (const auto& der : *certificates) inside->chain.push_back(must(Certificate::parse(der)));
    inside->free.push_back(&slot);
  }
  if (inside->chain.empty()) return problem(Code::seal_unavailable, "the seal has no certificate");
  inside->living = inside->free.size();
  return std::unique_ptr<Signer>(new Signer(std::move(inside)));
}

const std::vector<Certificate>& Signer::chain() const noexcept {
  return inside_->chain;
}

Result<std::vector<std::string>> Signer::sign(std::span<const Digest> digests) {
  std::vector<std::string> out;
  out.reserve(digests.size());
  while (!digests.empty()) {
    const auto now = digests.first(std::min(digests.size(), kMostAtOnce));
    auto* slot = inside_->take();
    if (slot == nullptr) return problem(Code::seal_unavailable, "no process that signs is left");
    auto signatures = slot->sign(now);
    inside_->give_back(slot);
    if (!signatures) return signatures;
    std::move(signatures->begin(), signatures->end(), std::back_inserter(out));
    digests = digests.subspan(now.size());
  }
  return out;
}

}  // namespace sctf::crypto
