#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <thread>

namespace sctf::test {

/// A server of HTTP on a port of this machine that the system chose, a thread a connection: one request, one
/// answer, closed. For clients to be tried against; it may be made to answer anything.
class HttpServer {
 public:
  struct Request {
    std::string method, path, body;
    std::map<std::string, std::string> fields;  ///< names in small letters
  };
  /// The bytes that go back, whole: see answer(). Called from several threads.
  using Handler = std::function<std::string(const Request&)>;

  /// `port` 0: any that is free.
  explicit HttpServer(Handler handler, int port = 0);
  ~HttpServer();

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::string url(const std::string& path = "/") const;

  /// From now on each byte of an answer goes alone, after so long.
  void drip(std::chrono::milliseconds pause) { drip_ = pause; }

  static std::string answer(int status, const std::string& type, const std::string& body);

 private:
  void serve();

  Handler handler_;
  int listener_ = -1, port_ = 0;
  std::atomic<bool> stop_{false};
  std::atomic<int> open_{0};
  std::atomic<std::chrono::milliseconds> drip_{std::chrono::milliseconds(0)};
  std::jthread thread_;
};

}  // namespace sctf::test
