#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace sctf::db {

/// The private PostgreSQL of a data folder: no TCP port, no DBA, one unix socket behind peer authentication.
///
/// The server changes user, the program does not: for root it runs as the owner of the folder, or as
/// `postgres` where that is root. It gets its folders through an inherited descriptor, so that a closed or
/// deep folder above does not matter. It is started detached and stays until `stop`.
class SCTF_API Cluster {
 public:
  struct Options {
    std::filesystem::path directory;    ///< DIR of `--data`
    std::vector<std::string> accounts;  ///< further accounts of the operating system that may connect
    bool fsync = true;                  ///< false in test clusters only
  };
  explicit Cluster(Options options);
  ~Cluster();
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;

  [[nodiscard]] bool exists() const;
  /// Makes the cluster where there is none; true if it made one. An initialisation that was killed is begun
  /// anew.
  bool init();
  /// Sees to it that the server answers; true if it had to be started. First ends what a killed server left
  /// behind.
  bool start();
  /// Stops it: SIGINT, after 30 s SIGQUIT, after 10 s more SIGKILL. Says which was needed; empty: it was not
  /// running.
  std::string stop();
  [[nodiscard]] bool running() const;
  /// Process number of the postmaster, if it runs.
  [[nodiscard]] std::optional<int> pid() const;

  /// For libpq, this process: database `name` as role `sctf`.
  [[nodiscard]] std::string conninfo(const std::string& name = "sctf") const;
  /// The folder of the socket, for children of this process (psql, pg_dump): stays valid across exec.
  [[nodiscard]] std::string socket_folder() const;
  /// A program of the server's version: `psql`, `pg_dump`.
  [[nodiscard]] static std::filesystem::path program(const std::string& name);
  [[nodiscard]] const std::filesystem::path& directory() const { return options_.directory; }

 private:
  struct Owner;
  class Lock;
  void open_directory();
  [[nodiscard]] Owner owner() const;
  void make_cluster(const Owner& owner, const Lock& lock);
  void write_settings(const Owner& owner, int cluster_fd);
  void update_ident(const Owner& owner);
  void end_orphans();
  int spawn_server(const Owner& owner);
  bool wait_until_ready(int pid);
  [[nodiscard]] std::string last_words() const;
  [[nodiscard]] bool disk_is_full() const;

  Options options_;
  int directory_fd_ = -1;
};

}  // namespace sctf::db
