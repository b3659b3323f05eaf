#include "config/settings_checks.hpp"

#include <algorithm>
#include <cctype>

#include "base/iban.hpp"
#include "base/nif.hpp"

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

}  // namespace

Result<void> check_setting_number(const std::string& text, std::size_t count) {
  if (setting_digits(text, count)) return {};
  return problem(Code::invalid_value, "must be {} digits, not \"{}\"", count, text);
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

Result<void> check_setting_hours(const std::string& text) {
  bool good = text.size() == 11;
  for (std::size_t i = 0; good && i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    good = i == 2 || i == 8 ? text[i] == ':' : i == 5 ? text[i] == '-' : digit;
  }
  // As texts of one form, times are ordered as what they tell.
  if (good && text[3] < '6' && text[9] < '6' && text.substr(0, 5) < text.substr(6) &&
      text.substr(6) <= "24:00")
    return {};
  return problem(Code::invalid_value, "must be hours such as 07:00-20:00, not \"{}\"", text);
}

Result<void> check_setting_http(const std::string& text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
  const auto scheme = text.starts_with("http://") ? 7U : text.starts_with("https://") ? 8U : 0U;
  if (scheme > 0 && text.size() > scheme && plain) return {};
  return problem(Code::invalid_value, "must begin with http:// or https:// and hold no blanks, not \"{}\"",
                 text);
}

Result<void> check_setting_oid(const std::string& text) {
  bool dotted = false, good = !text.empty();
  char before = '.';
  for (const char c : text) {
    good = good && ((c >= '0' && c <= '9') || (c == '.' && before != '.'));
    dotted = dotted || c == '.';
    before = c;
  }
  if (good && dotted && before != '.' && text[0] <= '2') return {};
  return problem(Code::invalid_value, "must be an OID like 2.16.724.1.3, not \"{}\"", text);
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

}  // namespace sctf::config
