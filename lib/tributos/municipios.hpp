#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace sctf::tributos {

/// Names of the municipalities by their six INE digits, as letters write them.
class SCTF_API Municipios {
 public:
  /// Reads `etc/municipios.csv` (`codigo;nombre`).
  [[nodiscard]] static Result<Municipios> load(const std::filesystem::path& file);
  /// The code itself where it is not known: nothing is ever left out of an address.
  [[nodiscard]] std::string_view nombre(std::string_view codigo) const;

 private:
  std::map<std::string, std::string, std::less<>> nombres_;
};

}  // namespace sctf::tributos
