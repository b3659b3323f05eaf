// A time-stamp authority for tests: tsa_server FOLDER [PORT].
//
// Writes FOLDER/tsa-ca.pem and FOLDER/port, answers POST with time stamps and GET /NAME with the file
// FOLDER/NAME. What FOLDER/mode says decides how: ok (or no file), slow, nonce, imprint, garbage, refuses,
// error, hangs, large; or "N MODE": ok N times more, then MODE. FOLDER/asked has a line for each question.
// Its certificates and list of revoked ones are new each time it starts, the list (tsa.crl) each time it is
// asked for; SIGTERM ends it.

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <mutex>
#include <sstream>
#include <thread>

#include "support/http_server.hpp"
#include "support/tsa.hpp"

namespace {

namespace fs = std::filesystem;
using sctf::test::HttpServer;
using sctf::test::TestAuthority;
using Fault = TestAuthority::Fault;

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

void write(const fs::path& file, const std::string& text) {
  std::ofstream(file.string() + ".part", std::ios::binary) << text;
  fs::rename(file.string() + ".part", file);
}

class Server {
 public:
  Server(fs::path folder, int port)
      : folder_(std::move(folder)),
        server_([this](const HttpServer::Request& request) { return handle(request); }, port),
        authority_(server_.url("/tsa.crl")) {
    write(folder_ / "tsa-ca.pem", authority_.made().authority);
    write_list();
    write(folder_ / "port", fmt::format("{}\n", server_.port()));
  }

  void write_list() {
    const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    write(folder_ / "tsa.crl",
          sctf::crypto::make_throwaway_crl(authority_.made(), now, now + std::chrono::hours(240)));
  }

 private:
  std::string handle(const HttpServer::Request& request) {
    if (request.method == "GET") {
      const auto name = fs::path(request.path).filename();
      if (name == "tsa.crl") write_list();
      return fs::exists(folder_ / name)
                 ? HttpServer::answer(200, "application/pkix-crl", text_of(folder_ / name))
                 : HttpServer::answer(404, "text/plain", "no such file");
    }
    std::unique_lock lock(mutex_);
    std::ofstream(folder_ / "asked", std::ios::app) << request.fields.at("content-type") << "\n";
    std::istringstream said(text_of(folder_ / "mode"));
    std::string mode;
    int left = -1;
    if (!(said >> left)) said.clear(), left = -1;
    said >> mode;
    if (left > 0) write(folder_ / "mode", fmt::format("{} {}\n", left - 1, mode));
    if (left > 0) mode = "ok";
    if (mode == "slow" || mode == "hangs") {
      lock.unlock();
      std::this_thread::sleep_for(std::chrono::milliseconds(mode == "slow" ? 300 : 5000));
      lock.lock();
    }
    if (mode == "garbage")
      return HttpServer::answer(200, "application/timestamp-reply", "nothing of the kind");
    if (mode == "large")
      return HttpServer::answer(200, "application/timestamp-reply", std::string(1 << 20, '0'));
    if (mode == "error") return HttpServer::answer(503, "text/plain", "come back later");
    authority_.fault = mode == "nonce"     ? Fault::other_nonce
                       : mode == "imprint" ? Fault::other_imprint
                       : mode == "refuses" ? Fault::refuses
                                           : Fault::none;
    return HttpServer::answer(200, "application/timestamp-reply", sctf::must(authority_.ask(request.body)));
  }

  fs::path folder_;
  std::mutex mutex_;
  HttpServer server_;
  TestAuthority authority_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 64;
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  const Server server(argv[1], argc > 2 ? std::stoi(argv[2]) : 0);
  int which = 0;
  sigwait(&signals, &which);
  return 0;
}
