#include "jobs/files.hpp"

#include "jobs/sql.hpp"

namespace sctf::jobs {
namespace {

proc::AtomicFile create_output(const std::filesystem::path& path) {
  proc::make_folders(path.parent_path(), 0755);
  return proc::AtomicFile::create(path, 0600);
}

}  // namespace

OutputFile::OutputFile(const std::filesystem::path& folder, std::string path, std::string kind)
    : path_(std::move(path)), kind_(std::move(kind)), file_(create_output(folder / path_)) {}

FileRow OutputFile::publish(db::Transaction& tx, const RunInfo& run, std::int64_t items, Cents sum) {
  FileRow row{path_, kind_, items, sum, hash_.hex(), static_cast<std::int64_t>(file_.bytes())};
  file_.commit();
  record_file(tx, run, row);
  return row;
}

void record_file(db::Transaction& tx, const RunInfo& run, const FileRow& row) {
  tx.exec(sql::file_insert, run.ente, run.id, row.path, row.kind, row.items, row.sum, row.sha256, row.bytes);
}

RehearsedFolder::RehearsedFolder(const std::filesystem::path& folder, bool rehearsal) {
  std::error_code failed;
  for (auto at = folder; rehearsal && !at.empty() && !std::filesystem::exists(at, failed);
       at = at.parent_path())
    missing_.push_back(at);
}

RehearsedFolder::~RehearsedFolder() {
  std::error_code failed;
  for (const auto& folder : missing_) std::filesystem::remove(folder, failed);
}

std::vector<FileRow> run_files(db::Transaction& tx, Ente ente, std::int64_t run) {
  std::vector<FileRow> out;
  for (const auto& row : tx.query(sql::file_list, ente, run))
    out.push_back({row.get<std::string>("path"), row.get<std::string>("kind"), row.get<std::int64_t>("items"),
                   row.get<Cents>("sum_cts"), row.get<std::string>("sha256"),
                   row.get<std::int64_t>("bytes")});
  return out;
}

bool files_present(const std::vector<FileRow>& files, const std::filesystem::path& folder) {
  for (const auto& file : files) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(folder / file.path, failed);
    if (failed || static_cast<std::int64_t>(size) != file.bytes) return false;
  }
  return true;
}

}  // namespace sctf::jobs
