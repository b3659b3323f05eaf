#include "base/catastro.hpp"

#include <fmt/format.h>

namespace sctf {
namespace {

constexpr int kCatastroWeights[] = {13, 15, 12, 5, 4, 17, 9, 21, 3, 7, 1};
constexpr std::string_view kControlLetters = "MQWERTYUIOPASDFGHJKLBZX";

// A–Z with Ñ after N are 1 to 27. A reference has no Ñ in ASCII, so O and later move one up.
int catastro_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c - 'A' + 1 + (c > 'N' ? 1 : 0);
}

char control_of(std::string_view seven, std::string_view cargo) {
  int sum = 0;
  for (std::size_t i = 0; i < 7; ++i) sum += catastro_value(seven[i]) * kCatastroWeights[i];
  for (std::size_t i = 0; i < 4; ++i) sum += catastro_value(cargo[i]) * kCatastroWeights[7 + i];
  return kControlLetters[static_cast<std::size_t>(sum % 23)];
}

}  // namespace

Result<void> check_cadastral_reference(std::string_view reference) {
  bool good = reference.size() == 20;
  for (const char c : reference) good = good && ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'));
  if (good) return {};
  auto p =
      problem(Code::invalid_value,
              "\"{}\" is not a cadastral reference: 20 digits and capital letters are wanted", reference);
  p.value().value = std::string(reference);
  return p;
}

std::string cadastral_control(std::string_view eighteen) {
  const auto cargo = eighteen.substr(14, 4);
  return {control_of(eighteen.substr(0, 7), cargo), control_of(eighteen.substr(7, 7), cargo)};
}

bool cadastral_control_fits(std::string_view reference) {
  return reference.size() == 20 && reference.substr(18) == cadastral_control(reference.substr(0, 18));
}

}  // namespace sctf
