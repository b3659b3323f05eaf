#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace sctf::http {

/// What a question may take. All that comes from the other side is bounded by it.
struct Limits {
  std::chrono::milliseconds connect{5000};  ///< until an address of it took the connection
  std::chrono::milliseconds whole{10000};   ///< from the first byte that is sent to the last one that comes
  std::size_t answer = 1024 * 1024;         ///< bytes of the answer's body
};

/// Asks servers of HTTP/1.1: one connection a question, no redirection followed, no proxy. The name of a
/// server is looked up by the system, whose own limits hold for that. Safe from several threads.
///
/// Over https the server's certificate must lead to a trusted one and bear the host's name; TLS 1.2 or later.
class SCTF_API Client {
 public:
  /// @param trusted  PEM of the authorities that servers are believed by; empty: those of the system
  explicit Client(Limits limits, std::filesystem::path trusted = {});
  ~Client();

  /// The body of the answer, where its status is 200.
  /// @return `peer_unavailable` where there is no answer in time; `peer_answer` for another status, a longer
  ///         or cut-off body, a certificate that is not trusted; `invalid_argument` for what is no address
  [[nodiscard]] Result<std::string> get(const std::string& url) const;
  [[nodiscard]] Result<std::string> post(const std::string& url, const std::string& content_type,
                                         std::string_view body) const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace sctf::http
