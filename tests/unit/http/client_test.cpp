// Asking servers of HTTP that answer well, badly, slowly, and not at all.

#include "http/client.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include "support/http_server.hpp"

namespace sctf::http {
namespace {

using std::chrono::milliseconds;
using test::HttpServer;

constexpr Limits kQuick{.connect = milliseconds(2000), .whole = milliseconds(300), .answer = 1000};

Code code_of(const Result<std::string>& answer) {
  return answer ? Code::internal : answer.error().code;
}

TEST(HttpClient, PostsAndGets) {
  HttpServer::Request seen;
  const HttpServer server([&](const HttpServer::Request& request) {
    seen = request;
    return HttpServer::answer(200, "text/plain", std::string("a\0b", 3) + request.body);
  });
  const Client client({});
  const auto posted =
      client.post(server.url("/tsa?x=1"), "application/timestamp-query", std::string("\0\1", 2));
  ASSERT_TRUE(posted) << posted.error().text;
  EXPECT_EQ(*posted, std::string("a\0b\0\1", 5));
  EXPECT_EQ(seen.method, "POST");
  EXPECT_EQ(seen.path, "/tsa?x=1");
  EXPECT_EQ(seen.fields["content-type"], "application/timestamp-query");
  EXPECT_EQ(seen.fields["host"], server.url("").substr(7));
  const auto got = client.get(server.url(""));
  ASSERT_TRUE(got) << got.error().text;
  EXPECT_EQ(seen.method, "GET");
  EXPECT_EQ(seen.path, "/");
}

TEST(HttpClient, TellsWhatIsWrongWithAnAnswer) {
  std::string answer;
  const HttpServer server([&](const HttpServer::Request&) { return answer; });
  const Client client(kQuick);
  const auto asked = [&](std::string bytes) {
    answer = std::move(bytes);
    return client.get(server.url());
  };
  EXPECT_TRUE(asked(HttpServer::answer(200, "x", std::string(1000, 'x'))));
  EXPECT_EQ(code_of(asked(HttpServer::answer(200, "x", std::string(1001, 'x')))), Code::peer_answer);
  EXPECT_EQ(code_of(asked(HttpServer::answer(503, "x", "later"))), Code::peer_answer);
  // No redirection is followed: who answers is who was configured.
  EXPECT_EQ(code_of(asked("HTTP/1.1 302 x\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n")),
            Code::peer_answer);
  EXPECT_EQ(code_of(asked("HTTP/1.1 200 x\r\nContent-Length: 9\r\n\r\nhalf")), Code::peer_answer);
  EXPECT_NE(code_of(asked("SSH-2.0-OpenSSH_9.2\r\n")), Code::internal);
  EXPECT_NE(code_of(asked("")), Code::internal);
  EXPECT_NE(code_of(asked("HTTP/1.1 200 x\r\n" + std::string(100000, 'a') + ": b\r\n\r\n")), Code::internal);
}

TEST(HttpClient, GivesUpAtItsDeadline) {
  const HttpServer server([](const HttpServer::Request&) {
    ::usleep(600'000);
    return HttpServer::answer(200, "x", "late");
  });
  EXPECT_EQ(code_of(Client(kQuick).get(server.url())), Code::peer_unavailable);
}

TEST(HttpClient, GivesUpThoughAByteComesNowAndThen) {
  HttpServer server([](const HttpServer::Request&) { return HttpServer::answer(200, "x", "late"); });
  server.drip(milliseconds(20));  // a second and a half in all, and never silent
  EXPECT_EQ(code_of(Client(kQuick).get(server.url())), Code::peer_unavailable);
}

TEST(HttpClient, NobodyThere) {
  std::string url;
  {
    const HttpServer server([](const HttpServer::Request&) { return std::string(); });
    url = server.url();
  }
  const auto answer = Client({}).get(url);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, Code::peer_unavailable);
  EXPECT_NE(answer.error().text.find(url), std::string::npos);
}

TEST(HttpClient, TakesAddressesOfHttpOnly) {
  for (const auto* url :
       {"", "ftp://localhost/", "/etc/passwd", "file:///etc/passwd", "http://", "http://[", "https:"})
    EXPECT_EQ(code_of(Client({}).get(url)), Code::invalid_argument) << url;
}

TEST(HttpClient, SpeaksNoTlsWithAServerThatDoesNot) {
  const HttpServer server([](const HttpServer::Request&) { return HttpServer::answer(200, "x", "plain"); });
  auto url = server.url();
  url.replace(0, 4, "https");
  EXPECT_NE(code_of(Client(kQuick).get(url)), Code::internal);
}

}  // namespace
}  // namespace sctf::http
