#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "base/caller.hpp"
#include "base/result.hpp"
#include "db/transaction.hpp"
#include "jobs/kind.hpp"
#include "json/json.hpp"

namespace sctf::audit {

/// Something that was done, for the trail. Who saw whose data goes here, never to the log.
struct Event {
  std::string action;  ///< `tributos.approve`, `tributos.taxpayer`
  std::string object;  ///< `run/17`, `valor/123`, `persona/5`
  std::string reason = {};
  json::Json detail = json::Json::object();
  std::optional<Code> refusal = {};  ///< why it was not done
};

/// The object of an access that found nobody: what was typed, in capitals without blanks, dots and hyphens.
[[nodiscard]] SCTF_API std::string buscado(std::string_view typed);

/// One row, in the transaction of what it tells of.
SCTF_API void record(db::Transaction& tx, const Caller& caller, const Event& event);

/// Who a batch works for: who began it, channel `batch`, the run as the request.
[[nodiscard]] SCTF_API Caller caller_of(const jobs::RunInfo& run);
/// The row of a batch that reads or writes what is people's, once, when it is planned; its action is the
/// kind.
SCTF_API void record_run(db::Transaction& tx, const jobs::RunInfo& run, const std::string& object,
                         const std::string& reason = {}, json::Json detail = json::Json::object());

/// The key of the chain: `DIR/audit.key`, 32 random bytes, made on first use with mode 0600. Empty where this
/// account may not read it: the rows wait for one that may.
SCTF_API std::optional<std::string> chain_key(const std::filesystem::path& directory);
/// Adds the rows that have no link yet to the chain of `ente`; how many.
enum class Reach {
  recent,  ///< looks at the rows since the last 2,000 links: whatever the length of the trail
  whole,   ///< looks at all: finds a row whose transaction was open for longer than that
};
SCTF_API std::int64_t extend_chain(db::Transaction& tx, Ente ente, const std::string& key,
                                   Reach reach = Reach::whole);

/// What a check of the whole chain found.
struct Verification {
  std::int64_t links = 0;
  std::int64_t unchained = 0;             ///< rows that wait for their link
  std::optional<std::int64_t> broken_at;  ///< first link whose row, order or MAC does not fit
};
SCTF_API Verification verify(db::Transaction& tx, Ente ente, const std::string& key);

}  // namespace sctf::audit
