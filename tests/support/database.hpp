#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "db/cluster.hpp"
#include "db/pool.hpp"

namespace sctf::test {

/// The private PostgreSQL of one run of the integration tests: made on first use, without fsync, with a
/// migrated template database; stopped and removed at the end of the program.
class TestCluster {
 public:
  static TestCluster& instance();
  TestCluster(const TestCluster&) = delete;
  ~TestCluster();

  /// A new database copied from the migrated template; its name.
  std::string fresh_database();
  [[nodiscard]] db::Cluster& cluster() { return *cluster_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  TestCluster();
  std::filesystem::path folder_;
  std::unique_ptr<db::Cluster> cluster_;
  int databases_ = 0;
};

/// A folder under the system's temporary one that the server's user may enter; removed with the object.
class TempFolder {
 public:
  TempFolder();
  TempFolder(const TempFolder&) = delete;
  ~TempFolder();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Sessions with a fresh database, for one test suite.
std::unique_ptr<db::Pool> fresh_pool(std::size_t size = 6);

}  // namespace sctf::test
