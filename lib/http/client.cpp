#include "http/client.hpp"

#include <Poco/Net/Context.h>
#include <Poco/Net/DNS.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Net/SSLManager.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/URI.h>
#include <array>
#include <condition_variable>
#include <fcntl.h>
#include <mutex>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace sctf::http {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr const char* kSystemAuthorities = "/etc/ssl/certs/ca-certificates.crt";
constexpr int kMaxFields = 100;  // of an answer's header

Poco::Timespan until(Clock::time_point deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::microseconds>(deadline - Clock::now()).count();
  return left > 0 ? left : 1;
}

/// Cuts a connection at an instant: Poco's own time-outs begin again with each byte.
class Cutter {
 public:
  Cutter(const Poco::Net::StreamSocket& socket, Clock::time_point deadline)
      : descriptor_(::fcntl(socket.impl()->sockfd(), F_DUPFD_CLOEXEC, 0)),
        watch_([this, deadline](const std::stop_token& stop) {
          std::unique_lock lock(mutex_);
          wake_.wait_until(lock, stop, deadline, [] { return false; });
          if (!stop.stop_requested()) ::shutdown(descriptor_, SHUT_RDWR);
        }) {}
  Cutter(const Cutter&) = delete;
  Cutter& operator=(const Cutter&) = delete;
  ~Cutter() {
    watch_.request_stop();
    watch_.join();
    ::close(descriptor_);
  }

 private:
  int descriptor_;  // of its own: Poco may close its one at any time
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread watch_;
};

Poco::Net::StreamSocket connect(const Poco::URI& uri, Clock::time_point deadline) {
  const auto host = Poco::Net::DNS::hostByName(uri.getHost());
  std::string last = "the name has no address";
  for (const auto& address : host.addresses()) {
    if (Clock::now() >= deadline) break;
    try {
      Poco::Net::StreamSocket socket;
      socket.connect(Poco::Net::SocketAddress(address, uri.getPort()), until(deadline));
      return socket;
    } catch (const Poco::Exception& error) {
      last = error.displayText();
    }
  }
  throw Poco::Net::NetException(last);
}

/// All of the body, or why not.
Result<std::string> read_body(std::istream& in, const Poco::Net::HTTPResponse& response, std::size_t most) {
  std::string out;
  std::array<char, 16384> part;
  while (in.good() && out.size() <= most) {
    in.read(part.data(), part.size());
    out.append(part.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (out.size() > most) return problem(Code::peer_answer, "an answer of more than {} bytes", most);
  // Poco takes the end of the connection for the end of the body.
  if (response.hasContentLength() && response.getContentLength64() != static_cast<Poco::Int64>(out.size()))
    return problem(Code::peer_answer, "an answer that ends after {} of {} bytes", out.size(),
                   response.getContentLength64());
  return out;
}

}  // namespace

struct Client::Inside {
  Limits limits;
  std::filesystem::path trusted;
  std::once_flag made;
  Poco::Net::Context::Ptr context;

  const Poco::Net::Context::Ptr& tls() {
    std::call_once(made, [this] {
      Poco::Net::initializeSSL();
      Poco::Net::Context::Params params;
      params.caLocation = trusted.empty() ? kSystemAuthorities : trusted.string();
      params.verificationMode = Poco::Net::Context::VERIFY_STRICT;  // RELAXED lets any name of localhost pass
      params.loadDefaultCAs = false;
      context = new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, params);
      context->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_2);
    });
    return context;
  }

  Result<std::string> exchange(Poco::Net::HTTPClientSession& session, const Poco::URI& uri,
                               const std::string& method, const std::string& type,
                               std::string_view body) const {
    session.setKeepAlive(false);
    const auto path = uri.getPathAndQuery();
    Poco::Net::HTTPRequest request(method, path.empty() ? "/" : path, Poco::Net::HTTPMessage::HTTP_1_1);
    const bool usual = uri.getPort() == (uri.getScheme() == "https" ? 443 : 80);
    request.setHost(usual ? uri.getHost() : uri.getAuthority());
    request.set("User-Agent", "sctf");
    if (method == "POST") {
      request.setContentType(type);
      request.setContentLength64(static_cast<Poco::Int64>(body.size()));
    }
    auto& out = session.sendRequest(request);
    out.write(body.data(), static_cast<std::streamsize>(body.size())).flush();
    Poco::Net::HTTPResponse response;
    response.setFieldLimit(kMaxFields);
    auto& in = session.receiveResponse(response);
    if (response.getStatus() != Poco::Net::HTTPResponse::HTTP_OK)
      return problem(Code::peer_answer, "the answer is {} {}", static_cast<int>(response.getStatus()),
                     response.getReason().substr(0, 80));
    return read_body(in, response, limits.answer);
  }

  Result<std::string> ask(const Poco::URI& uri, const std::string& method, const std::string& type,
                          std::string_view body) {
    auto socket = connect(uri, Clock::now() + limits.connect);
    const auto deadline = Clock::now() + limits.whole;
    const Cutter cutter(socket, deadline);
    socket.setReceiveTimeout(until(deadline));
    socket.setSendTimeout(until(deadline));
    try {
      if (uri.getScheme() == "https") {
        const auto secure = Poco::Net::SecureStreamSocket::attach(socket, uri.getHost(), tls());
        Poco::Net::HTTPSClientSession session(secure);
        return exchange(session, uri, method, type, body);
      }
      Poco::Net::HTTPClientSession session(socket);
      return exchange(session, uri, method, type, body);
    } catch (const Poco::Exception& error) {
      if (Clock::now() < deadline) throw;
      throw Poco::TimeoutException(error.displayText());
    }
  }

  Result<std::string> run(const std::string& url, const std::string& method, const std::string& type,
                          std::string_view body) {
    try {
      const Poco::URI uri(url);
      if ((uri.getScheme() != "http" && uri.getScheme() != "https") || uri.getHost().empty())
        return problem(Code::invalid_argument, "\"{}\" is no address of http or https", url);
      auto out = ask(uri, method, type, body);
      if (!out) out.error().text = fmt::format("{}: {}", url, out.error().text);
      return out;
    } catch (const Poco::SyntaxException&) {
      return problem(Code::invalid_argument, "\"{}\" is no address of http or https", url);
    } catch (const Poco::TimeoutException&) {
      return problem(Code::peer_unavailable, "{} does not answer in time", url);
    } catch (const Poco::Net::SSLException& error) {
      return problem(Code::peer_answer, "{}: no TLS with it: {}", url, error.displayText());
    } catch (const Poco::Net::MessageException& error) {
      return problem(Code::peer_answer, "{}: its answer is no HTTP: {}", url, error.displayText());
    } catch (const Poco::Exception& error) {
      return problem(Code::peer_unavailable, "{} does not answer: {}", url, error.displayText());
    }
  }
};

Client::Client(Limits limits, std::filesystem::path trusted) : inside_(std::make_unique<Inside>()) {
  inside_->limits = limits;
  inside_->trusted = std::move(trusted);
}
Client::~Client() = default;

Result<std::string> Client::get(const std::string& url) const {
  return inside_->run(url, "GET", {}, {});
}

Result<std::string> Client::post(const std::string& url, const std::string& content_type,
                                 std::string_view body) const {
  return inside_->run(url, "POST", content_type, body);
}

}  // namespace sctf::http
