#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "cmd/context.hpp"
#include "demo/campana_banco.hpp"

namespace sctf::cmd {

/// The second half of a demonstration campaign: a bank that does not exist answers, and the office reads it.
class CampaignBank {
 public:
  /// `folder` gets the bank's files.
  CampaignBank(Context& ctx, std::filesystem::path folder) : ctx_(ctx), folder_(std::move(folder)) {}

  /// Writes what the bank sends for a charged run. Told: how many files.
  Result<std::string> answer(std::int64_t run);
  /// Annuls and suspends the receipts that the plan wants so before they are paid.
  Result<std::string> prepare();
  /// Collects every file in its order; each must become what was planned.
  Result<std::string> collect();
  /// Holds the account against it; only what names nothing of ours may be left.
  Result<std::string> reconcile();

  /// Rows for the manifest.
  [[nodiscard]] std::vector<jobs::FileRow> files() const;
  /// Records by outcome, of all files.
  [[nodiscard]] const std::map<std::string, std::int64_t>& outcomes() const { return outcomes_; }

 private:
  Context& ctx_;
  std::filesystem::path folder_;
  demo::RespuestaBanco respuesta_;
  std::map<std::string, std::int64_t> outcomes_;
};

}  // namespace sctf::cmd
