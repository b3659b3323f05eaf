#include "support/database.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include "db/migrate.hpp"

namespace sctf::test {

TempFolder::TempFolder() {
  auto name = (std::filesystem::temp_directory_path() / "sctf-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw Error(Code::cannot_create, "mkdtemp failed");
  path_ = name;
  std::filesystem::permissions(path_,
                               std::filesystem::perms::others_exec | std::filesystem::perms::group_exec,
                               std::filesystem::perm_options::add);
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

TestCluster& TestCluster::instance() {
  static TestCluster cluster;
  return cluster;
}

TestCluster::TestCluster() {
  static TempFolder folder;
  folder_ = folder.path() / "data";
  cluster_ = std::make_unique<db::Cluster>(
      db::Cluster::Options{.directory = folder_, .accounts = {}, .fsync = false});
  cluster_->init();
  cluster_->start();
  db::Connection(cluster_->conninfo("postgres")).run("create database plantilla");
  db::Pool pool(cluster_->conninfo("plantilla"), {.size = 1, .budget = std::chrono::seconds{10}});
  must(db::migrate(pool, false, [](const db::Migration&) {}));
}

TestCluster::~TestCluster() {
  cluster_->stop();
}

std::string TestCluster::fresh_database() {
  const auto name = fmt::format("t_{}", ++databases_);
  db::Connection(cluster_->conninfo("postgres"))
      .run(fmt::format("create database {} template plantilla", name));
  return name;
}

std::unique_ptr<db::Pool> fresh_pool(std::size_t size) {
  auto& cluster = TestCluster::instance();
  return std::make_unique<db::Pool>(cluster.cluster().conninfo(cluster.fresh_database()),
                                    db::Pool::Options{.size = size, .budget = std::chrono::seconds{10}});
}

}  // namespace sctf::test
