#include "support/http_server.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace sctf::test {
namespace {

constexpr std::size_t kMaxRequest = 1 << 20;

/// Reads one request; false where the connection ends before it does.
bool read_request(int socket, HttpServer::Request& out) {
  std::string bytes;
  std::size_t head = std::string::npos, length = 0;
  for (std::string part(16384, '\0'); bytes.size() < kMaxRequest;) {
    if (head != std::string::npos && bytes.size() >= head + 4 + length) break;
    const auto got = ::recv(socket, part.data(), part.size(), 0);
    if (got <= 0) return false;
    bytes.append(part.data(), static_cast<std::size_t>(got));
    if (head != std::string::npos || (head = bytes.find("\r\n\r\n")) == std::string::npos) continue;
    const auto line = bytes.substr(0, bytes.find("\r\n"));
    out.method = line.substr(0, line.find(' '));
    out.path = line.substr(out.method.size() + 1, line.rfind(' ') - out.method.size() - 1);
    for (auto at = line.size() + 2; at < head;) {
      const auto end = std::min(bytes.find("\r\n", at), head);
      auto name = bytes.substr(at, bytes.find(':', at) - at);
      std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
      const auto value = bytes.find_first_not_of(' ', at + name.size() + 1);
      out.fields[name] = bytes.substr(value, end - value);
      at = end + 2;
    }
    if (out.fields.count("content-length") != 0) length = std::stoul(out.fields["content-length"]);
  }
  out.body = bytes.substr(head + 4, length);
  return true;
}

}  // namespace

HttpServer::HttpServer(Handler handler, int port)
    : handler_(std::move(handler)), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  const int yes = 1;
  ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  socklen_t size = sizeof address;
  auto* const plain = reinterpret_cast<sockaddr*>(&address);
  if (listener_ < 0 || ::bind(listener_, plain, size) != 0 || ::listen(listener_, 64) != 0 ||
      ::getsockname(listener_, plain, &size) != 0)
    throw std::runtime_error("no port to listen on");
  port_ = ntohs(address.sin_port);
  thread_ = std::jthread([this] { serve(); });
}

HttpServer::~HttpServer() {
  stop_ = true;
  thread_.join();
  ::close(listener_);
  while (open_ > 0) ::usleep(1000);
}

void HttpServer::serve() {
  while (!stop_) {
    pollfd waits{listener_, POLLIN, 0};
    if (::poll(&waits, 1, 20) <= 0) continue;
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) continue;
    ++open_;
    std::thread([this, socket] {
      Request request;
      if (read_request(socket, request)) {
        const auto out = handler_(request);
        for (std::size_t sent = 0; sent < out.size();) {
          const auto pause = drip_.load();
          std::this_thread::sleep_for(pause);
          const auto part = pause.count() > 0 ? 1 : out.size() - sent;
          const auto n = ::send(socket, out.data() + sent, part, MSG_NOSIGNAL);
          if (n <= 0) break;
          sent += static_cast<std::size_t>(n);
        }
      }
      ::close(socket);
      --open_;
    }).detach();
  }
}

std::string HttpServer::url(const std::string& path) const {
  return fmt::format("http://127.0.0.1:{}{}", port_, path);
}

std::string HttpServer::answer(int status, const std::string& type, const std::string& body) {
  return fmt::format("HTTP/1.1 {} x\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}",
                     status, type, body.size(), body);
}

}  // namespace sctf::test
