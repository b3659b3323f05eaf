#include <sys/stat.h>

#include "audit/access.hpp"
#include "audit/sql.hpp"
#include "crypto/sha256.hpp"
#include "proc/file.hpp"

namespace sctf::audit {
namespace {

std::string_view level_name(Level level) {
  switch (level) {
    case Level::ninguno: return "ninguno";
    case Level::bajo: return "bajo";
    case Level::sustancial: return "sustancial";
    case Level::alto: return "alto";
  }
  return {};
}

constexpr int kRecent = 2000;
const std::string kNoPrevious(64, '0');

std::string link_mac(const std::string& key, std::string_view previous, std::string_view text) {
  return crypto::hex(crypto::hmac_sha256(key, std::string(previous) + std::string(text)));
}

}  // namespace

void record(db::Transaction& tx, const Caller& caller, const Event& event) {
  tx.exec(sql::insert_row, caller.ente, caller.account, caller.channel, level_name(caller.level),
          event.action, event.object, event.reason, json::dump(event.detail), caller.request,
          event.refusal ? info(*event.refusal).id : std::string_view());
}

std::string buscado(std::string_view typed) {
  std::string out = "buscado/";
  for (const char c : typed)
    if (c != ' ' && c != '.' && c != '-') out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

Caller caller_of(const jobs::RunInfo& run) {
  return {
      .ente = run.ente, .account = run.account, .channel = "batch", .request = fmt::format("run/{}", run.id)};
}

void record_run(db::Transaction& tx, const jobs::RunInfo& run, const std::string& object,
                const std::string& reason, json::Json detail) {
  detail["run"] = run.id;
  record(tx, caller_of(run),
         {.action = run.kind, .object = object, .reason = reason, .detail = std::move(detail)});
}

void record_apart(db::Pool& pool, const Caller& caller, const Event& event) {
  db::in_transaction(pool, [&](db::Transaction& tx) { record(tx, caller, event); });
}

std::optional<std::string> chain_key(const std::filesystem::path& directory) {
  const auto path = directory / "audit.key";
  std::error_code failed;
  if (!std::filesystem::exists(path, failed)) {
    try {
      proc::write_file(path, crypto::random_bytes(32), 0600);
    } catch (const Error&) {
      return std::nullopt;  // a folder of another account: its owner makes the key
    }
  }
  const auto key = proc::read_file(path, 32);
  if (!key || key->size() != 32) return std::nullopt;
  return *key;
}

std::int64_t extend_chain(db::Transaction& tx, Ente ente, const std::string& key, Reach reach) {
  tx.exec(sql::lock_chain, ente);
  const auto floor =
      reach == Reach::whole ? 0 : tx.query(sql::recent_links, ente, kRecent).front().get<std::int64_t>(0);
  struct Link {
    std::int64_t audit_id;
    std::string prev, mac;
  };
  const auto last = tx.query(sql::last_link, ente);
  std::int64_t n = last.empty() ? 0 : last.front().get<std::int64_t>("n");
  auto previous = last.empty() ? kNoPrevious : last.front().get<std::string>("mac");
  std::vector<Link> links;
  tx.stream(
      sql::unchained,
      [&](const db::Row& row) {
        auto mac = link_mac(key, previous, row.view(1));
        links.push_back({row.get<std::int64_t>(0), previous, mac});
        previous = std::move(mac);
      },
      ente, floor);
  if (links.empty()) return 0;
  auto copy = tx.copy_in(sql::copy_links);
  for (const auto& link : links) {
    copy.add(ente).add(++n).add(link.audit_id).add("\\x" + link.prev).add("\\x" + link.mac);
    copy.end_row();
  }
  return copy.finish();
}

Verification verify(db::Transaction& tx, Ente ente, const std::string& key) {
  Verification found;
  auto previous = kNoPrevious;
  tx.stream(
      sql::whole_chain,
      [&](const db::Row& row) {
        ++found.links;
        const bool fits = row.get<std::int64_t>(0) == found.links && row.view(1) == previous &&
                          row.view(2) == link_mac(key, previous, row.view(3));
        if (!fits && !found.broken_at) found.broken_at = row.get<std::int64_t>(0);
        previous = row.view(2);
      },
      ente);
  found.unchained = tx.query(sql::count_unchained, ente).front().get<std::int64_t>(0);
  return found;
}

}  // namespace sctf::audit
