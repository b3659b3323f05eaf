#include "proc/assets.hpp"

#include <cstdlib>
#include <gtest/gtest.h>
#include <unistd.h>

#include "proc/file.hpp"

namespace sctf::proc {
namespace {

namespace fs = std::filesystem;

class AssetsTest : public testing::Test {
 protected:
  AssetsTest() {
    std::string name = (fs::temp_directory_path() / "sctf-assets-XXXXXX").native();
    folder_ = ::mkdtemp(name.data());
    make_folders(folder_ / "etc");
    write_file(folder_ / "etc" / "a.yaml", "x");
    ::setenv("SCTF_SHARE", folder_.c_str(), 1);
  }
  ~AssetsTest() override {
    ::unsetenv("SCTF_SHARE");
    fs::remove_all(folder_);
  }
  fs::path folder_;
};

TEST_F(AssetsTest, ShareOutranksAll) {
  EXPECT_EQ(asset("etc/a.yaml"), folder_ / "etc" / "a.yaml");
  EXPECT_TRUE(asset_exists("etc"));
  EXPECT_FALSE(asset_exists("etc/ordenanzas"));
}

TEST_F(AssetsTest, RefusesWhatLeavesTheTree) {
  for (const char* name : {"../etc/a.yaml", "etc/../etc/a.yaml", "/etc/passwd", "", "etc/none.yaml"}) {
    EXPECT_FALSE(asset_exists(name)) << name;
    try {
      (void)asset(name);
      FAIL() << name;
    } catch (const Error& e) {
      EXPECT_EQ(e.code(), Code::asset_missing);
    }
  }
}

TEST(Assets, FoundFromTheProgramsOwnPlace) {
  // Beside the test program, as if it were installed there.
  const auto beside = own_program().parent_path() / "share" / "sctf" / "prueba-de-assets";
  make_folders(beside.parent_path(), 0755);
  write_file(beside, "x");
  EXPECT_EQ(asset("prueba-de-assets"), beside);
  fs::remove(beside);
  fs::remove(beside.parent_path());
  EXPECT_FALSE(asset_exists("prueba-de-assets"));
}

}  // namespace
}  // namespace sctf::proc
