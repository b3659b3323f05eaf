#pragma once

// Inside lib/crypto only: what Signer and its children say to each other over a socket.

#include <optional>
#include <string>
#include <string_view>

namespace sctf::crypto {

/// One message: its length in four bytes, then its bytes. False where the other end is gone.
[[nodiscard]] bool send_message(int socket, std::string_view bytes);
/// The next message; none where the other end is gone or sends more than any message has.
[[nodiscard]] std::optional<std::string> receive_message(int socket);

/// Parts of a message, each with its length before it.
void put_part(std::string& out, std::string_view part);
/// Takes the next part off the front of `rest`; none where there is none whole.
[[nodiscard]] std::optional<std::string_view> take_part(std::string_view& rest);

/// First byte of an answer.
constexpr char kAnswerGood = 'y', kAnswerProblem = 'n';

struct SealSource;
/// The life of a child: opens the key, tells the certificates, signs what comes, ends when the socket does.
[[noreturn]] void run_signer_child(int socket, const SealSource& source) noexcept;

}  // namespace sctf::crypto
