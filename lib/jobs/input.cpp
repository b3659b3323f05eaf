#include "jobs/input.hpp"

namespace sctf::jobs {

InputFile::InputFile(std::unique_ptr<proc::FileReader> file, const Json& params)
    : file_(std::move(file)),
      hashing_(*file_),
      shown_(params.at("shown").get<std::string>()),
      sha256_(params.at("sha256").get<std::string>()) {}

Result<Json> InputFile::params(const std::filesystem::path& file) {
  const auto sha = crypto::hash_file(file);
  if (!sha) return tl::unexpected(sha.error());
  return Json{{"file", std::filesystem::absolute(file).string()}, {"shown", file.string()}, {"sha256", *sha}};
}

Result<std::unique_ptr<InputFile>> InputFile::open(const RunInfo& run) {
  auto file = proc::FileReader::open(run.params.at("file").get<std::string>());
  if (!file) return tl::unexpected(file.error());
  return std::unique_ptr<InputFile>(new InputFile(std::move(*file), run.params));
}

Result<void> InputFile::unchanged() const {
  if (hashing_.hex() == sha256_) return {};
  return problem(Code::inconsistent, "{} changed while it was read; run the same line again", shown_);
}

}  // namespace sctf::jobs
