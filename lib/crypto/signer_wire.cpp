#include "crypto/signer_wire.hpp"

#include <array>
#include <cerrno>
#include <cstdint>
#include <sys/socket.h>

namespace sctf::crypto {
namespace {

constexpr std::uint32_t kMaxMessage = 16U << 20;

bool send_all(int socket, const char* data, std::size_t size) {
  while (size > 0) {
    const auto sent = ::send(socket, data, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    data += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

bool receive_all(int socket, char* data, std::size_t size) {
  while (size > 0) {
    const auto got = ::recv(socket, data, size, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    data += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

void put_size(std::string& out, std::size_t size) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(size >> shift & 0xFF);
}

std::uint32_t size_at(const char* bytes) {
  std::uint32_t out = 0;
  for (int i = 0; i < 4; ++i) out = out << 8 | static_cast<unsigned char>(bytes[i]);
  return out;
}

}  // namespace

bool send_message(int socket, std::string_view bytes) {
  if (bytes.size() > kMaxMessage) return false;
  std::string head;
  put_size(head, bytes.size());
  return send_all(socket, head.data(), head.size()) && send_all(socket, bytes.data(), bytes.size());
}

std::optional<std::string> receive_message(int socket) {
  std::array<char, 4> head{};
  if (!receive_all(socket, head.data(), head.size())) return std::nullopt;
  const auto size = size_at(head.data());
  if (size > kMaxMessage) return std::nullopt;
  std::string out(size, '\0');
  if (!receive_all(socket, out.data(), size)) return std::nullopt;
  return out;
}

void put_part(std::string& out, std::string_view part) {
  put_size(out, part.size());
  out += part;
}

std::optional<std::string_view> take_part(std::string_view& rest) {
  if (rest.size() < 4) return std::nullopt;
  const auto size = size_at(rest.data());
  if (size > rest.size() - 4) return std::nullopt;
  const auto part = rest.substr(4, size);
  rest.remove_prefix(4 + size);
  return part;
}

}  // namespace sctf::crypto
