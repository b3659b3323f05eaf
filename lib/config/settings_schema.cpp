#include <algorithm>
#include <array>
#include <cctype>

#include "base/iban.hpp"
#include "base/nif.hpp"
#include "config/settings.hpp"

namespace sctf::config {
namespace {

bool setting_digits(std::string_view text, std::size_t count) {
  return text.size() == count &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}
bool setting_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool setting_capital_or_digit(char c) {
  return setting_capital(c) || (c >= '0' && c <= '9');
}

template <std::size_t Count>
Result<void> check_setting_digits(const std::string& text) {
  if (setting_digits(text, Count)) return {};
  return problem(Code::invalid_value, "must be {} digits, not \"{}\"", Count, text);
}

Result<void> check_setting_nif(const std::string& text) {
  const auto nif = Nif::parse_strict(text);
  return nif ? Result<void>{} : tl::unexpected(nif.error());
}

Result<void> check_setting_iban(const std::string& text) {
  const auto iban = Iban::parse(text);
  if (!iban) return tl::unexpected(iban.error());
  if (iban->str() != text)
    return problem(Code::invalid_value, "write the IBAN without blanks, in capitals: {}", iban->str());
  return {};
}

Result<void> check_setting_bic(const std::string& text) {
  const bool shape = (text.size() == 8 || text.size() == 11) &&
                     std::all_of(text.begin(), text.begin() + 6, setting_capital) &&
                     std::all_of(text.begin() + 6, text.end(), setting_capital_or_digit);
  if (shape) return {};
  return problem(Code::invalid_value, "a BIC is 8 or 11 capital letters and digits, not \"{}\"", text);
}

// norms/sicres: nine characters, a letter of the administration, a letter or digit, seven digits.
Result<void> check_setting_dir3(const std::string& text) {
  if (text.size() == 9 && setting_capital(text[0]) && setting_capital_or_digit(text[1]) &&
      setting_digits(std::string_view(text).substr(2), 7))
    return {};
  return problem(Code::invalid_value, "a DIR3 code is nine characters like L01380380, not \"{}\"", text);
}

Result<void> check_setting_zone(const std::string& text) {
  const bool letters = std::all_of(text.begin(), text.end(), [](char c) {
    return setting_capital_or_digit(c) || (c >= 'a' && c <= 'z') || c == '/' || c == '_' || c == '-' ||
           c == '+';
  });
  if (letters && text.front() != '/' && text.size() <= 64) return {};
  return problem(Code::invalid_value, "a time zone is named like Atlantic/Canary, not \"{}\"", text);
}

Result<void> check_setting_path(const std::string& text) {
  if (text.starts_with('/')) return {};
  return problem(Code::invalid_value, "must be an absolute path, not \"{}\"", text);
}

Result<void> check_setting_key(const std::string& text) {
  return text.starts_with("pkcs11:") ? Result<void>{} : check_setting_path(text);
}

Result<void> check_setting_account(const std::string& text) {
  const auto good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' ||
           setting_capital(c);
  };
  if (text.size() <= 32 && text.front() != '-' && std::all_of(text.begin(), text.end(), good)) return {};
  return problem(Code::invalid_value, "\"{}\" is not the name of an account of the operating system", text);
}

Result<void> check_setting_https(const std::string& text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
  if (text.starts_with("https://") && text.size() > 8 && plain) return {};
  return problem(Code::invalid_value, "must begin with https:// and hold no blanks, not \"{}\"", text);
}

Result<void> check_setting_creditor_name(const std::string& text) {
  const auto characters = std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  if (characters <= 70) return {};
  return problem(Code::invalid_value, "a creditor's name has at most 70 characters, this one {}", characters);
}

// Secrets stand in files of their own (norms/seguridad): never in a file that is read out in support.
Result<void> check_setting_conninfo(const std::string& text) {
  for (auto at = text.find("password"); at != std::string::npos; at = text.find("password", at + 8)) {
    const bool word =
        at == 0 || !(std::isalnum(static_cast<unsigned char>(text[at - 1])) || text[at - 1] == '_');
    const auto after = text.find_first_not_of(' ', at + 8);
    if (word && after != std::string::npos && text[after] == '=')
      return problem(Code::invalid_value,
                     "a password does not stand here; name its file in database.password_file");
  }
  if (const auto scheme = text.find("://"); scheme != std::string::npos) {
    const auto host = text.substr(scheme + 3, text.find_first_of("/?", scheme + 3) - scheme - 3);
    if (const auto at = host.find('@');
        at != std::string::npos && host.substr(0, at).find(':') != std::string::npos)
      return problem(Code::invalid_value,
                     "a password does not stand here; name its file in database.password_file");
  }
  return {};
}

constexpr auto kSettingText = SettingType::text, kSettingInteger = SettingType::integer,
               kSettingBoolean = SettingType::boolean, kSettingList = SettingType::list;

constexpr SettingInfo kSettings[] = {
    {.key = "database.mode",
     .type = kSettingText,
     .fallback = "private",
     .help = "private: a cluster of our own in database.directory; server: the one of database.conninfo",
     .values = "private|server"},
    {.key = "database.directory",
     .type = kSettingText,
     .fallback = "",
     .help =
         "DIR: the private cluster and sctf's own files; /var/lib/sctf for root, else ~/.local/state/sctf",
     .check = check_setting_path},
    {.key = "database.conninfo",
     .type = kSettingText,
     .fallback = "",
     .help = "where the server is, in libpq's words; several hosts with target_session_attrs=read-write",
     .check = check_setting_conninfo},
    {.key = "database.password_file",
     .type = kSettingText,
     .fallback = "",
     .help = "a file of mode 0600 that holds the password for database.conninfo, and nothing else",
     .check = check_setting_path},
    {.key = "database.accounts",
     .type = kSettingList,
     .fallback = "",
     .help = "further accounts of the operating system that may connect to the private cluster",
     .check = check_setting_account},

    {.key = "log.format",
     .type = kSettingText,
     .fallback = "auto",
     .help = "auto: the journal under systemd, text on a terminal, else json",
     .values = "auto|text|json|journal"},
    {.key = "log.level",
     .type = kSettingText,
     .fallback = "info",
     .help = "the least that is written",
     .values = "debug|info|warn|error"},

    {.key = "jobs.workers",
     .type = kSettingInteger,
     .fallback = "0",
     .help = "threads that work on a batch; 0: one for each core",
     .least = 0,
     .most = 256},
    {.key = "jobs.chunk",
     .type = kSettingInteger,
     .fallback = "2000",
     .help = "items of one chunk, which is one transaction",
     .least = 1,
     .most = 100000},
    {.key = "jobs.lease_seconds",
     .type = kSettingInteger,
     .fallback = "60",
     .help = "seconds after which a run whose process is silent may be taken over",
     .least = 5,
     .most = 3600},
    {.key = "jobs.max_attempts",
     .type = kSettingInteger,
     .fallback = "5",
     .help = "attempts at a chunk before the run stops",
     .least = 1,
     .most = 100},

    {.key = "ente.nombre",
     .type = kSettingText,
     .fallback = "Ayuntamiento de Santa Cruz de Tenerife",
     .help = "the body, as people read it"},
    {.key = "ente.dir3",
     .type = kSettingText,
     .fallback = "L01380380",
     .help = "its code in the common directory DIR3",
     .check = check_setting_dir3},
    {.key = "ente.nif",
     .type = kSettingText,
     .fallback = "P3803800F",
     .help = "its NIF",
     .check = check_setting_nif},
    {.key = "ente.zona",
     .type = kSettingText,
     .fallback = "Atlantic/Canary",
     .help = "the time zone in which its days begin and end",
     .check = check_setting_zone},

    {.key = "sello.organo.nombre",
     .type = kSettingText,
     .fallback = "",
     .help = "the body whose seal it is and that certifies, as people read it, at most 110 characters"},
    {.key = "sello.organo.dir3",
     .type = kSettingText,
     .fallback = "L01380380",
     .help = "its code in DIR3",
     .check = check_setting_dir3},
    {.key = "sello.key",
     .type = kSettingText,
     .fallback = "",
     .help = "the seal's key: a PEM or PKCS#12 (.p12, .pfx) file of mode 0600, or a token's key as pkcs11:…",
     .check = check_setting_key},
    {.key = "sello.certificate",
     .type = kSettingText,
     .fallback = "",
     .help = "PEM file of the seal's certificate, then of its issuers; not needed beside PKCS#12",
     .check = check_setting_path},
    {.key = "sello.password_file",
     .type = kSettingText,
     .fallback = "",
     .help = "a file of mode 0600 whose first line is the key's password or the token's PIN",
     .check = check_setting_path},
    {.key = "sello.slots",
     .type = kSettingInteger,
     .fallback = "2",
     .help = "processes that sign side by side; a token gives each a session",
     .least = 1,
     .most = 64},
    {.key = "sello.sede",
     .type = kSettingText,
     .fallback = "",
     .help = "address of the sede electrónica, https://…, without a path, where codes are checked",
     .check = check_setting_https},
    {.key = "sello.csv.resolucion",
     .type = kSettingText,
     .fallback = "",
     .help = "the resolution that approves the system of códigos seguros de verificación"},
    {.key = "sello.csv.anos",
     .type = kSettingInteger,
     .fallback = "5",
     .help = "years that documents can be checked (norms: at least three months)",
     .least = 1,
     .most = 100},
    {.key = "sello.actuaciones.*",
     .type = kSettingText,
     .fallback = "",
     .help = "the resolution that approves issuing that kind of document automatically (Ley 40/2015, 41)"},

    {.key = "tributos.two_persons",
     .type = kSettingBoolean,
     .fallback = "true",
     .help = "what one account prepared (cargo, annulment) another one must release"},
    {.key = "tributos.pago_url",
     .type = kSettingText,
     .fallback = "",
     .help = "address of the payment page, printed on slips; empty: none is printed",
     .check = check_setting_https},
    {.key = "tributos.cartas.entidades",
     .type = kSettingText,
     .fallback = "las entidades colaboradoras que figuran en la sede electrónica",
     .help = "collaborating banks, printed on slips, at most 260 characters",
     .example = true},
    {.key = "tributos.cartas.canales",
     .type = kSettingText,
     .fallback = "las oficinas de las entidades colaboradoras y sus cajeros, de lunes a viernes de 8:30 a "
                 "14:00; banca por "
                 "internet, todos los días a todas horas",
     .help = "how, where and when a slip is paid (RGR 24.2), printed on it, at most 260 characters",
     .example = true},
    {.key = "tributos.liquidaciones.organo",
     .type = kSettingText,
     .fallback = "el órgano de gestión tributaria",
     .help =
         "who approves liquidaciones and decides on their appeal (LGT 102.2), with its article, at most 120 "
         "characters",
     .example = true},
    {.key = "tributos.liquidaciones.tribunal",
     .type = kSettingText,
     .fallback = "",
     .help = "where they can be appealed besides, with its article; empty: nowhere"},
    {.key = "tributos.cartas.por_fichero",
     .type = kSettingInteger,
     .fallback = "1000",
     .help = "slips of one file for the print shop",
     .least = 1,
     .most = 20000},
    {.key = "tributos.acreedor.nombre",
     .type = kSettingText,
     .fallback = "AYUNTAMIENTO DE SANTA CRUZ DE TENERIFE",
     .help = "creditor of the direct debits, at most 70 characters",
     .example = true,
     .check = check_setting_creditor_name},
    {.key = "tributos.acreedor.nif",
     .type = kSettingText,
     .fallback = "P3803800F",
     .help = "its NIF, part of the creditor identifier AT-02",
     .example = true,
     .check = check_setting_nif},
    {.key = "tributos.acreedor.sufijo",
     .type = kSettingText,
     .fallback = "000",
     .help = "three digits of the creditor identifier, agreed with the bank",
     .example = true,
     .check = check_setting_digits<3>},
    {.key = "tributos.acreedor.iban",
     .type = kSettingText,
     .fallback = "ES9121000418450200051332",
     .help = "account into which debits are paid, without blanks",
     .example = true,
     .check = check_setting_iban},
    {.key = "tributos.acreedor.bic",
     .type = kSettingText,
     .fallback = "CAIXESBBXXX",
     .help = "BIC of that account's bank",
     .example = true,
     .check = check_setting_bic},
    {.key = "tributos.c57.emisora",
     .type = kSettingText,
     .fallback = "03803800",
     .help = "issuer of Cuaderno 57, eight digits",
     .example = true,
     .check = check_setting_digits<8>},
    {.key = "tributos.c57.sufijo",
     .type = kSettingText,
     .fallback = "000",
     .help = "its sufijo, three digits",
     .example = true,
     .check = check_setting_digits<3>},
    {.key = "tributos.c60.emisora",
     .type = kSettingText,
     .fallback = "380386",
     .help = "issuer of Cuaderno 60, six digits, assigned by the bank",
     .example = true,
     .check = check_setting_digits<6>},
    {.key = "tributos.c60.codigos.ibi",
     .type = kSettingText,
     .fallback = "001",
     .help = "code of IBI in Cuaderno 60, three digits",
     .example = true,
     .check = check_setting_digits<3>},
    {.key = "tributos.c60.codigos.ivtm",
     .type = kSettingText,
     .fallback = "002",
     .help = "code of IVTM in Cuaderno 60, three digits",
     .example = true,
     .check = check_setting_digits<3>},
    {.key = "tributos.c60.codigos.basura",
     .type = kSettingText,
     .fallback = "003",
     .help = "code of basura in Cuaderno 60, three digits",
     .example = true,
     .check = check_setting_digits<3>},
    {.key = "tributos.c60.codigos.*",
     .type = kSettingText,
     .fallback = "",
     .help = "code of any other tasa, by the name that the ordinance gives it",
     .check = check_setting_digits<3>},
    {.key = "tributos.remesa.version",
     .type = kSettingText,
     .fallback = "02",
     .help = "version of the pain.008 files, unless charge --version says otherwise",
     .values = "02|08"},
    {.key = "tributos.remesa.max_operaciones",
     .type = kSettingInteger,
     .fallback = "50000",
     .help = "debits of one file; more are split over several",
     .least = 1,
     .most = 1000000},
    {.key = "tributos.remesa.max_bytes",
     .type = kSettingInteger,
     .fallback = "50000000",
     .help = "bytes of one file; more are split over several",
     .least = 100000,
     .most = 2000000000},
    {.key = "tributos.remesa.lead_days",
     .type = kSettingInteger,
     .fallback = "2",
     .help = "TARGET days that the bank wants before the day of the debits",
     .least = 1,
     .most = 15},
    {.key = "tributos.remesa.smnda_seqtp",
     .type = kSettingText,
     .fallback = "FRST",
     .help = "sequence of a debit whose account moved to another bank",
     .values = "FRST|RCUR"},
};

}  // namespace

std::span<const SettingInfo> settings_schema() {
  return kSettings;
}

std::string environment_name(std::string_view key) {
  std::string name = "SCTF_";
  for (const char c : key) {
    if (c == '.')
      name += "__";
    else
      name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return name;
}

}  // namespace sctf::config
