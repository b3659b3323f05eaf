#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace sctf::xml::detail {

/// Once before libxml2 is used: initialises it and takes away its way to files and network.
void init_libxml();

/// What has no handler of its own is not printed on stderr by this thread.
void quiet_libxml();

/// While it lives, this thread may load schema files below one folder.
class SchemaFolder {
 public:
  explicit SchemaFolder(const std::filesystem::path& folder);
  SchemaFolder(const SchemaFolder&) = delete;
  SchemaFolder& operator=(const SchemaFolder&) = delete;
  ~SchemaFolder();
};

/// For a message: control characters become question marks, and where it is not whole UTF-8 all that is not
/// ASCII.
std::string printable(std::string_view bytes);

/// A message of libxml2 as one line without its line end.
std::string libxml_message(const char* message);

}  // namespace sctf::xml::detail
