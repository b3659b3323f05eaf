#pragma once

#include <string>

#include "base/result.hpp"

namespace sctf::config {

// What a text of sctf.yaml must be like, by the kind of key. `invalid_value` says what it should be. Inside
// this folder only.

/// A NIF of a person or body.
[[nodiscard]] Result<void> check_setting_nif(const std::string& text);
/// An IBAN without blanks, in capitals.
[[nodiscard]] Result<void> check_setting_iban(const std::string& text);
/// A BIC.
[[nodiscard]] Result<void> check_setting_bic(const std::string& text);
/// A code of DIR3.
[[nodiscard]] Result<void> check_setting_dir3(const std::string& text);
/// The name of a time zone.
[[nodiscard]] Result<void> check_setting_zone(const std::string& text);
/// An absolute path.
[[nodiscard]] Result<void> check_setting_path(const std::string& text);
/// An absolute path, or `pkcs11:…`.
[[nodiscard]] Result<void> check_setting_key(const std::string& text);
/// An account of the operating system.
[[nodiscard]] Result<void> check_setting_account(const std::string& text);
/// An address `https://…`.
[[nodiscard]] Result<void> check_setting_https(const std::string& text);
/// Working hours `07:00-20:00`.
[[nodiscard]] Result<void> check_setting_hours(const std::string& text);
/// An address `http://…` or `https://…`.
[[nodiscard]] Result<void> check_setting_http(const std::string& text);
/// An object identifier: `2.16.724.1.3`.
[[nodiscard]] Result<void> check_setting_oid(const std::string& text);
/// At most 70 letters.
[[nodiscard]] Result<void> check_setting_creditor_name(const std::string& text);
/// Words of libpq without a password.
[[nodiscard]] Result<void> check_setting_conninfo(const std::string& text);
/// `count` digits.
[[nodiscard]] Result<void> check_setting_number(const std::string& text, std::size_t count);
template <std::size_t Count>
Result<void> check_setting_digits(const std::string& text) {
  return check_setting_number(text, Count);
}

}  // namespace sctf::config
