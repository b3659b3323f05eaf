#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "crypto/hash_file.hpp"
#include "jobs/kind.hpp"
#include "proc/file.hpp"

namespace sctf::jobs {

/// The file that a run reads. What was recognised when the run was asked for is what it loads, or nothing.
class SCTF_API InputFile {
 public:
  /// For the parameters of a run: `file` (absolute), `shown` (as it was typed), `sha256`. `no_input`.
  [[nodiscard]] static Result<Json> params(const std::filesystem::path& file);
  /// The one that they name. `no_input`.
  [[nodiscard]] static Result<std::unique_ptr<InputFile>> open(const RunInfo& run);

  [[nodiscard]] proc::ByteSource& source() { return hashing_; }
  /// For messages.
  [[nodiscard]] const std::string& shown() const { return shown_; }
  /// After its last byte: `inconsistent` where they are not those of the parameters.
  [[nodiscard]] Result<void> unchanged() const;

 private:
  InputFile(std::unique_ptr<proc::FileReader> file, const Json& params);

  std::unique_ptr<proc::FileReader> file_;
  crypto::HashingSource hashing_;
  std::string shown_, sha256_;
};

}  // namespace sctf::jobs
