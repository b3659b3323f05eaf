#include "text/csv_write.hpp"

namespace sctf::text {

void append_csv(std::string& out, std::string_view field, char separator) {
  bool plain = true;
  for (const char c : field)
    if (c == separator || c == '"' || c == '\n' || c == '\r') {
      plain = false;
      break;
    }
  if (plain) {
    out += field;
    return;
  }
  out += '"';
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace sctf::text
