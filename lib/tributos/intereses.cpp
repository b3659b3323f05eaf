#include "tributos/intereses.hpp"

#include <algorithm>
#include <cstdint>

#include "config/reader.hpp"

namespace sctf::tributos {
namespace {

std::optional<Decimal> read_rate(const config::Node* node, std::string_view what,
                                 config::Problems& problems) {
  if (!node) return std::nullopt;
  const auto rate = config::read_decimal(*node, what, 6, problems);
  if (rate && (*rate < Decimal{0, 0} || *rate > Decimal{30, 0})) {
    problems.add(Code::out_of_range, *node, "{} must be 0 to 30 per cent, not {}", what, rate->str());
    return std::nullopt;
  }
  return rate;
}

void read_rate_term(const config::Node& node, TablaIntereses& out, config::Problems& problems) {
  config::MapReader r(node, "intereses", problems);
  const auto* from = r.required("desde");
  const auto* until = r.required("hasta");
  const auto demora = read_rate(r.required("demora"), "demora", problems);
  const auto legal = read_rate(r.required("legal"), "legal", problems);
  r.finish();
  const auto desde = from ? config::read_day(*from, "desde", problems) : std::nullopt;
  const auto hasta = until ? config::read_day(*until, "hasta", problems) : std::nullopt;
  if (!desde || !hasta || !demora || !legal) return;
  if (*hasta < *desde)
    problems.add(Code::inconsistent, *until, "hasta {} is before desde {}", sctf::to_string(*hasta),
                 sctf::to_string(*desde));
  for (const auto& other : out)
    if (*desde <= other.hasta && other.desde <= *hasta)
      problems.add(Code::inconsistent, *from, "{} to {} overlaps {} to {}", sctf::to_string(*desde),
                   sctf::to_string(*hasta), sctf::to_string(other.desde), sctf::to_string(other.hasta));
  out.push_back({*desde, *hasta, *demora, *legal});
}

}  // namespace

config::Loaded<TablaIntereses> parse_intereses(std::string_view bytes, const std::string& file) {
  const auto root = config::parse_yaml(bytes, file);
  if (!root) return tl::unexpected(std::vector{root.error()});
  config::Problems problems(file);
  TablaIntereses out;
  if (const auto* items = config::read_list(*root, "the file", problems))
    for (const auto& item : *items) read_rate_term(item, out, problems);
  if (!problems.empty()) return tl::unexpected(problems.take());
  std::sort(out.begin(), out.end(),
            [](const TipoInteres& a, const TipoInteres& b) { return a.desde < b.desde; });
  return out;
}

config::Loaded<TablaIntereses> load_intereses(const std::filesystem::path& file) {
  const auto bytes = config::read_document(file);
  if (!bytes) return tl::unexpected(std::vector{bytes.error()});
  return parse_intereses(*bytes, file.string());
}

Result<Cents> interest(Cents principal, Day from_exclusive, Day to_inclusive, const TablaIntereses& table,
                       ClaseInteres clase) {
  if (principal < Cents{})
    return problem(Code::invalid_argument, "no interest on a negative amount, {}", principal.str());
  Wide rate_days = 0;  // Σ rate × days, in 10^-8 per cent
  Day next = from_exclusive + std::chrono::days{1};
  while (next <= to_inclusive) {
    const auto term = std::find_if(table.begin(), table.end(), [&](const TipoInteres& one) {
      return one.desde <= next && next <= one.hasta;
    });
    if (term == table.end())
      return problem(Code::no_interest_rate, "no interest rate is held for {}", sctf::to_string(next));
    const Day last = std::min(term->hasta, to_inclusive);
    const auto& rate = clase == ClaseInteres::demora ? term->demora : term->legal;
    const auto days = (last - next).count() + 1;
    rate_days += static_cast<Wide>(rate.units) * power_of_ten(8 - rate.scale) * days;
    next = last + std::chrono::days{1};
  }
  const auto cents = divide_rounded(static_cast<Wide>(principal.value) * rate_days,
                                    static_cast<Wide>(36'500) * power_of_ten(8));
  if (cents > INT64_MAX)
    throw Error(Code::overflow, "the interest of {} does not fit an amount", principal.str());
  return Cents{static_cast<std::int64_t>(cents)};
}

}  // namespace sctf::tributos
