#include "documentos/csv.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <sys/stat.h>

#include "proc/file.hpp"

namespace sctf::documentos {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::string_view kDomain = "CSV1";
constexpr std::size_t kPayload = 26, kGroup = 4, kKeyBytes = 32, kMaxKeyFile = 64 * 1024;
constexpr int kSymbolBits = 5;

/// The first bits of `bytes` as symbols, most significant first.
std::string symbols_of(const crypto::Digest& bytes, std::size_t count) {
  std::string out;
  for (std::size_t bit = 0; out.size() < count; bit += kSymbolBits) {
    unsigned value = 0;
    for (std::size_t i = bit; i < bit + kSymbolBits; ++i)
      value = value << 1 | (bytes[i / 8] >> (7 - i % 8) & 1U);
    out += kAlphabet[value];
  }
  return out;
}

std::string check_symbols(std::string_view payload) {
  return symbols_of(crypto::sha256(std::string(kDomain).append(payload)), Csv::kSymbols - kPayload);
}

/// What a letter is read as; 0 where it is passed over, '?' where no CSV has it.
char symbol_of(char c) {
  if (c == ' ' || c == '-' || c == '.' || c == '\t' || c == '\r' || c == '\n') return 0;
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'O') return '0';
  if (c == 'I' || c == 'L') return '1';
  return kAlphabet.find(c) == std::string_view::npos ? '?' : c;
}

int hex_value(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// The key of one line; empty where it is of another form.
std::string read_key(std::string_view hex) {
  std::string out;
  if (hex.size() != kKeyBytes * 2) return out;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = hex_value(hex[i]), low = hex_value(hex[i + 1]);
    if (high < 0 || low < 0) return {};
    out += static_cast<char>(high << 4 | low);
  }
  return out;
}

/// Makes the file where there is none. Of two that make one at once the first one's stays.
void make_key_file(const std::filesystem::path& path) {
  const auto fresh =
      path.string() + fmt::format(".{}", crypto::hex(crypto::sha256(crypto::random_bytes(32))).substr(0, 12));
  const auto key = crypto::random_bytes(kKeyBytes);
  const std::span bytes(reinterpret_cast<const std::uint8_t*>(key.data()), key.size());
  proc::write_file(fresh, fmt::format("1 {}\n", crypto::hex(bytes)), 0600);
  std::error_code there_already;
  std::filesystem::create_hard_link(fresh, path, there_already);
  std::filesystem::remove(fresh);
}

}  // namespace

Result<Csv> Csv::parse(std::string_view text) {
  std::string symbols;
  for (const char c : text) {
    const char symbol = symbol_of(c);
    if (symbol == 0) continue;
    if (symbol == '?')
      return problem(Code::invalid_value,
                     "a CSV has the digits and capital letters only; its place {} has another",
                     symbols.size() + 1);
    symbols += symbol;
    if (symbols.size() > kSymbols) break;
  }
  if (symbols.size() != kSymbols)
    return problem(Code::invalid_value, "a CSV has {} symbols; {}", kSymbols,
                   symbols.size() > kSymbols ? std::string("this one has more")
                                             : fmt::format("this one has {}", symbols.size()));
  if (check_symbols(std::string_view(symbols).substr(0, kPayload)) != symbols.substr(kPayload))
    return problem(Code::invalid_value, "a symbol of the CSV is mistyped: compare it with the paper");
  return Csv(std::move(symbols));
}

std::string Csv::grupos() const {
  std::string out;
  for (std::size_t i = 0; i < symbols_.size(); i += kGroup) {
    if (i > 0) out += '-';
    out.append(symbols_, i, kGroup);
  }
  return out;
}

Result<ClaveCsv> ClaveCsv::abrir(const std::filesystem::path& directory) {
  const auto path = directory / "csv.key";
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0) {
    make_key_file(path);
    if (::stat(path.c_str(), &about) != 0)
      return problem(Code::no_input, "{} cannot be opened", path.native());
  }
  if ((about.st_mode & 0077) != 0)
    return problem(Code::bad_configuration, "{} is open to others than its owner: chmod 0600 it",
                   path.native());
  const auto text = proc::read_file(path, kMaxKeyFile);
  if (!text) return tl::unexpected(text.error());

  int version = 0, line_number = 0;
  std::string key;
  for (std::string_view rest(*text); !rest.empty();) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    ++line_number;
    int read = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), read);
    const auto after = line.substr(static_cast<std::size_t>(end - line.data()));
    key = error == std::errc() && after.starts_with(' ') ? read_key(after.substr(1)) : std::string();
    if (key.empty() || read <= version) {
      auto refused = Problem{.code = Code::bad_configuration,
                             .text =
                                 "a line of csv.key is a version, greater than the one before, and 64 "
                                 "hexadecimal digits in small letters"};
      return tl::unexpected(std::move(refused).at(path.native(), line_number, 1));
    }
    version = read;
  }
  if (version == 0) return problem(Code::bad_configuration, "{} holds no key", path.native());
  return ClaveCsv(version, std::move(key));
}

Csv ClaveCsv::hacer(const DatosCsv& datos) const {
  const auto seconds = Instant(std::chrono::floor<std::chrono::seconds>(datos.emitido));
  const auto text = fmt::format("{}|{}|{}|{}|{}|{}", kDomain, datos.organo, datos.tipo, datos.numero,
                                sctf::to_string(seconds), crypto::hex(datos.registro));
  auto symbols = symbols_of(crypto::hmac_sha256(key_, text), kPayload);
  symbols += check_symbols(symbols);
  return Csv(std::move(symbols));
}

}  // namespace sctf::documentos
