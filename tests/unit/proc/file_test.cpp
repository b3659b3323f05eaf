#include "proc/file.hpp"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace sctf::proc {
namespace {

namespace fs = std::filesystem;

class FileTest : public testing::Test {
 protected:
  FileTest() {
    std::string name = (fs::temp_directory_path() / "sctf-file-XXXXXX").native();
    folder_ = ::mkdtemp(name.data());
  }
  ~FileTest() override { fs::remove_all(folder_); }

  fs::path folder_;
};

std::string contents(const fs::path& path) {
  return must(read_file(path, 1 << 24));
}

Code thrown_code(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& e) {
    return e.code();
  }
  return Code::not_built_yet;
}

TEST_F(FileTest, ReadsWhatWasWritten) {
  const auto path = folder_ / "a.txt";
  write_file(path, "hola\n");
  EXPECT_EQ(contents(path), "hola\n");
  EXPECT_FALSE(fs::exists(folder_ / "a.txt.part"));
  write_file(path, "");
  EXPECT_EQ(contents(path), "");
}

TEST_F(FileTest, ReadFileKeepsToItsLimit) {
  const auto path = folder_ / "a.txt";
  write_file(path, "12345");
  EXPECT_EQ(must(read_file(path, 5)), "12345");
  EXPECT_EQ(read_file(path, 4).error().code, Code::out_of_range);
  EXPECT_EQ(read_file("/proc/self/status", 3).error().code, Code::out_of_range);
  EXPECT_GT(must(read_file("/proc/self/status", 1 << 20)).size(), 100u);
}

TEST_F(FileTest, RefusesWhatCannotBeRead) {
  EXPECT_EQ(read_file(folder_ / "absent", 10).error().code, Code::no_input);
  EXPECT_EQ(read_file(folder_, 10).error().code, Code::no_input);
  EXPECT_NE(read_file(folder_ / "absent", 10).error().text.find("absent"), std::string::npos);
}

TEST_F(FileTest, ReaderFillsWholeBuffersUntilTheEnd) {
  const auto path = folder_ / "a.bin";
  write_file(path, std::string(1'000'000, 'x'));
  const auto reader = must(FileReader::open(path));
  EXPECT_EQ(reader->size(), 1'000'000u);
  std::string buffer(300'000, ' ');
  EXPECT_EQ(reader->read(buffer), 300'000u);
  EXPECT_EQ(reader->read(buffer), 300'000u);
  EXPECT_EQ(reader->read(buffer), 300'000u);
  EXPECT_EQ(reader->read(buffer), 100'000u);
  EXPECT_EQ(reader->read(buffer), 0u);
}

TEST_F(FileTest, AtomicFileIsThereWholeOrNotAtAll) {
  const auto path = folder_ / "b.xml";
  {
    auto file = AtomicFile::create(path);
    file.write("half");
    EXPECT_TRUE(fs::exists(folder_ / "b.xml.part"));
  }
  EXPECT_TRUE(fs::is_empty(folder_));
  auto file = AtomicFile::create(path, 0640);
  for (int i = 0; i < 1000; ++i) file.write(std::string(700, 'y'));
  file.write(std::string(1 << 20, 'z'));
  EXPECT_FALSE(fs::exists(path));
  EXPECT_EQ(file.bytes(), 700'000u + (1 << 20));
  file.commit();
  EXPECT_EQ(fs::file_size(path), file.bytes());
  EXPECT_EQ(static_cast<unsigned>(fs::status(path).permissions()), 0640u);
  EXPECT_EQ(contents(path), std::string(700'000, 'y') + std::string(1 << 20, 'z'));
  EXPECT_EQ(thrown_code([&] { file.write("more"); }), Code::internal);
  EXPECT_EQ(thrown_code([&] { file.commit(); }), Code::internal);
}

TEST_F(FileTest, AtomicFileKeepsTheOldOneUntilCommit) {
  const auto path = folder_ / "c.txt";
  write_file(path, "old");
  auto file = AtomicFile::create(path);
  file.write("new");
  EXPECT_EQ(contents(path), "old");
  auto moved = std::move(file);
  moved.commit();
  EXPECT_EQ(contents(path), "new");
}

TEST_F(FileTest, AtomicFileRefusesALinkAndOverwritesWhatADeadProcessLeft) {
  write_file(folder_ / "other", "keep");
  fs::create_symlink(folder_ / "other", folder_ / "d.part");
  EXPECT_EQ(thrown_code([&] { (void)AtomicFile::create(folder_ / "d"); }), Code::cannot_create);
  EXPECT_EQ(contents(folder_ / "other"), "keep");
  std::ofstream(folder_ / "e.part") << "left behind";
  write_file(folder_ / "e", "ok");
  EXPECT_EQ(contents(folder_ / "e"), "ok");
}

TEST_F(FileTest, AtomicFileNamesWhatItCannotCreate) {
  try {
    (void)AtomicFile::create(folder_ / "no" / "such" / "f");
    FAIL();
  } catch (const Error& e) {
    EXPECT_EQ(e.code(), Code::cannot_create);
    EXPECT_NE(e.problem().text.find("/no/such/f.part"), std::string::npos);
    EXPECT_NE(e.problem().text.find("No such file"), std::string::npos);
  }
}

TEST_F(FileTest, AFileThatGrowsTooLargeIsAnIoError) {
  // EFBIG by a resource limit, in a child so that the limit stays there.
  const auto path = folder_ / "f";
  const auto child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const struct rlimit limit { 4096, 4096 };
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ::_exit(thrown_code([&] { write_file(path, std::string(1 << 20, 'x')); }) == Code::io_error ? 0 : 1);
  }
  int status = -1;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(FileTest, AFullDiskHasItsOwnCode) {
  // A file system of one page of its own, where the kernel lets us have one.
  const auto child = ::fork();
  if (child == 0) {
    const auto outer_uid = ::geteuid();
    if (outer_uid != 0 || ::unshare(CLONE_NEWNS) != 0 ||
        ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("tmpfs", folder_.c_str(), "tmpfs", 0, "size=64k") != 0)
      ::_exit(77);
    const auto code = thrown_code([&] { write_file(folder_ / "g", std::string(1 << 20, 'x')); });
    ::_exit(code == Code::disk_full && fs::is_empty(folder_) ? 0 : 1);
  }
  int status = -1;
  ::waitpid(child, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 77) GTEST_SKIP() << "may not mount a file system here";
  EXPECT_EQ(status, 0);
}

TEST_F(FileTest, MakesFoldersWithTheirParents) {
  make_folders(folder_ / "x" / "y" / "z");
  EXPECT_TRUE(fs::is_directory(folder_ / "x" / "y" / "z"));
  EXPECT_EQ(static_cast<unsigned>(fs::status(folder_ / "x").permissions()), 0700u);
  make_folders(folder_ / "x" / "y" / "z");
  make_folders(folder_ / "x" / "w" / "");
  EXPECT_TRUE(fs::is_directory(folder_ / "x" / "w"));
  make_folders(folder_.native() + "/q/./r/");
  EXPECT_TRUE(fs::is_directory(folder_ / "q" / "r"));
  write_file(folder_ / "file", "");
  EXPECT_EQ(thrown_code([&] { make_folders(folder_ / "file" / "below"); }), Code::cannot_create);
  EXPECT_EQ(thrown_code([&] { make_folders(folder_ / "file"); }), Code::cannot_create);
}

TEST(MemorySource, HandsOutInSteps) {
  MemorySource source("abcdefg", 3);
  std::string into(5, ' ');
  EXPECT_EQ(source.read(into), 3u);
  EXPECT_EQ(into.substr(0, 3), "abc");
  EXPECT_EQ(source.read(into), 3u);
  EXPECT_EQ(source.read(into), 1u);
  EXPECT_EQ(source.read(into), 0u);
}

}  // namespace
}  // namespace sctf::proc
