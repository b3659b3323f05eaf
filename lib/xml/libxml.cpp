#include "xml/libxml.hpp"

#include <algorithm>
#include <libxml/parser.h>
#include <libxml/xmlIO.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemastypes.h>
#include <mutex>
#include <optional>
#include <system_error>

#include "xml/guard.hpp"

namespace sctf::xml::detail {
namespace {

namespace fs = std::filesystem;

thread_local std::optional<fs::path> libxml_folder;
xmlExternalEntityLoader libxml_default_loader = nullptr;

bool is_below_schema_folder(const char* url) {
  if (!libxml_folder || url == nullptr) return false;
  std::string_view name = url;
  if (name.starts_with("file://")) name.remove_prefix(7);
  std::error_code failed;
  const auto path = fs::canonical(fs::path(name), failed);
  if (failed) return false;
  const auto [end, inside] =
      std::mismatch(libxml_folder->begin(), libxml_folder->end(), path.begin(), path.end());
  return end == libxml_folder->end();
}

xmlParserInputPtr guarded_entity_loader(const char* url, const char* id, xmlParserCtxtPtr context) {
  return is_below_schema_folder(url) ? libxml_default_loader(url, id, context) : nullptr;
}

#if LIBXML_VERSION >= 21200
void ignore_libxml_error(void*, const xmlError*) {}
#else
void ignore_libxml_error(void*, xmlErrorPtr) {}
#endif

}  // namespace

void init_libxml() {
  static std::once_flag once;
  std::call_once(once, [] {
    xmlInitParser();
    xmlSchemaInitTypes();
    libxml_default_loader = xmlGetExternalEntityLoader();
    xmlSetExternalEntityLoader(guarded_entity_loader);
  });
  quiet_libxml();
}

void quiet_libxml() {
  xmlSetStructuredErrorFunc(nullptr, ignore_libxml_error);
}

SchemaFolder::SchemaFolder(const fs::path& folder) {
  std::error_code failed;
  auto real = fs::canonical(folder.empty() ? fs::path(".") : folder, failed);
  if (!failed) libxml_folder = std::move(real);
}

SchemaFolder::~SchemaFolder() {
  libxml_folder.reset();
}

std::string printable(std::string_view bytes) {
  std::string out(bytes);
  Utf8Stream utf8;
  const unsigned char last = utf8.feed(bytes) == std::string_view::npos && utf8.whole() ? 0xFF : 0x7E;
  std::replace_if(
      out.begin(), out.end(), [&](unsigned char c) { return c < 0x20 || c == 0x7F || c > last; }, '?');
  return out;
}

std::string libxml_message(const char* message) {
  std::string text = message == nullptr ? "" : message;
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text.empty() ? "is not well formed" : printable(text);
}

}  // namespace sctf::xml::detail
