#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/sha256.hpp"
#include "jobs/kind.hpp"
#include "proc/file.hpp"

namespace sctf::jobs {

/// A file that a run made, as its manifest row.
struct FileRow {
  std::string path;  ///< relative to the run's folder
  std::string kind;  ///< of the design's list: `lista-csv`, `pain.008.001.02`, …
  std::int64_t items = 0;
  Cents sum;
  std::string sha256;
  std::int64_t bytes = 0;
};

/// An output file of a run: written as `name.part`, fsynced, renamed, and entered in `job_file` with its
/// SHA-256.
class SCTF_API OutputFile {
 public:
  /// `folder / path`; missing folders are made. Mode 0600: these files hold personal data.
  OutputFile(const std::filesystem::path& folder, std::string path, std::string kind);
  void write(std::string_view bytes) {
    hash_.update(bytes);
    file_.write(bytes);
  }
  [[nodiscard]] std::uint64_t bytes() const { return file_.bytes(); }
  /// Where all that was written stands until it is published: to be checked as its reader will.
  const std::filesystem::path& unpublished() { return file_.flushed(); }
  /// Makes it visible and enters its row in the run's transaction.
  FileRow publish(db::Transaction& tx, const RunInfo& run, std::int64_t items, Cents sum);

 private:
  std::string path_, kind_;
  proc::AtomicFile file_;
  crypto::Sha256 hash_;
};

/// Enters a file that was written otherwise in `job_file`.
SCTF_API void record_file(db::Transaction& tx, const RunInfo& run, const FileRow& row);

/// The folders that a rehearsal makes on its way to `folder`: gone again at its end, where they are empty.
class SCTF_API RehearsedFolder {
 public:
  RehearsedFolder(const std::filesystem::path& folder, bool rehearsal);
  ~RehearsedFolder();
  RehearsedFolder(const RehearsedFolder&) = delete;
  RehearsedFolder& operator=(const RehearsedFolder&) = delete;

 private:
  std::vector<std::filesystem::path> missing_;  ///< innermost first
};

/// The files of a run, by path.
SCTF_API std::vector<FileRow> run_files(db::Transaction& tx, Ente ente, std::int64_t run);
/// Whether each stands in `folder` with its size. Their content is not read.
SCTF_API bool files_present(const std::vector<FileRow>& files, const std::filesystem::path& folder);

}  // namespace sctf::jobs
