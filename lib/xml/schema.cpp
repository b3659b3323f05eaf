#include "xml/schema.hpp"

#include <algorithm>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fmt/format.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlschemas.h>
#include <optional>
#include <string>

#include "proc/file.hpp"
#include "xml/guard.hpp"
#include "xml/libxml.hpp"

namespace sctf::xml {

// Not in the anonymous namespace: of a field of Schema::Inside, which unity builds would warn about.
struct FreeSchema {
  void operator()(xmlSchema* schema) const noexcept { xmlSchemaFree(schema); }
};

namespace {

constexpr std::size_t kFaultsTold = 5;
constexpr int kMaxSchemaDepth = 64;

#if LIBXML_VERSION >= 21200
using SchemaFault = const xmlError*;
#else
using SchemaFault = xmlErrorPtr;
#endif

struct FreeSchemaParser {
  void operator()(xmlSchemaParserCtxt* context) const noexcept { xmlSchemaFreeParserCtxt(context); }
};
struct FreeSchemaCheck {
  void operator()(xmlSchemaValidCtxt* context) const noexcept { xmlSchemaFreeValidCtxt(context); }
};
struct FreeXmlReader {
  void operator()(xmlTextReader* reader) const noexcept { xmlFreeTextReader(reader); }
};

// The first faults as one problem. Called from C: nothing may leave it.
class SchemaFaults {
 public:
  static void take(void* self, SchemaFault fault) noexcept {
    if (fault->level < XML_ERR_ERROR) return;
    try {
      auto& faults = *static_cast<SchemaFaults*>(self);
      if (++faults.count_ > kFaultsTold) return;
      const auto text = fault->code == XML_ERR_DOCUMENT_END
                            ? "is not one whole document: cut short, or something behind its end"
                            : detail::libxml_message(fault->message);
      if (faults.count_ == 1) {
        faults.problem_ = {.code = Code::bad_document, .text = text, .line = fault->line};
        if (fault->file != nullptr) faults.problem_.file = fault->file;
      } else {
        faults.problem_.text += fmt::format("; line {}: {}", fault->line, text);
      }
    } catch (...) {
      // No memory for the words; the count says enough.
    }
  }
  [[nodiscard]] std::size_t count() const noexcept { return count_; }
  [[nodiscard]] Problem&& problem() noexcept { return std::move(problem_); }

 private:
  Problem problem_{.code = Code::bad_document, .text = "does not follow its schema"};
  std::size_t count_ = 0;
};

// With a schema in between, the reader tells faults of form to the thread only.
class ThreadFaults {
 public:
  explicit ThreadFaults(SchemaFaults& faults) {
    xmlSetStructuredErrorFunc(&faults,
                              [](void* self, SchemaFault fault) { SchemaFaults::take(self, fault); });
  }
  ThreadFaults(const ThreadFaults&) = delete;
  ThreadFaults& operator=(const ThreadFaults&) = delete;
  ~ThreadFaults() { detail::quiet_libxml(); }
};

// Bytes on their way to libxml2, each piece looked at before it goes on.
class GuardedInput {
 public:
  explicit GuardedInput(proc::ByteSource& source) : source_(source), buffer_(64 * 1024, '\0') {}

  static int read(void* self, char* into, int room) noexcept {
    auto& input = *static_cast<GuardedInput*>(self);
    try {
      return input.give(into, static_cast<std::size_t>(room));
    } catch (...) {
      input.thrown_ = std::current_exception();
      return -1;
    }
  }
  static int close(void*) noexcept { return 0; }

  [[nodiscard]] const std::optional<Problem>& problem() const noexcept { return guard_.problem(); }
  void rethrow() const {
    if (thrown_) std::rethrow_exception(thrown_);
  }

 private:
  int give(char* into, std::size_t room) {
    if (left_.empty() && !more()) return problem() ? -1 : 0;
    const auto count = std::min(room, left_.size());
    std::memcpy(into, left_.data(), count);
    left_.remove_prefix(count);
    return static_cast<int>(count);
  }

  bool more() {
    // What comes in drops is collected until the guard has seen the XML declaration.
    std::size_t filled = 0;
    do {
      const auto got = source_.read(std::span(buffer_).subspan(filled));
      if (got == 0) {
        if (!guard_.finish()) return false;
        break;
      }
      if (!guard_.feed(std::string_view(buffer_).substr(filled, got))) return false;
      filled += got;
    } while (!guard_.judged());
    left_ = std::string_view(buffer_).substr(0, filled);
    return filled != 0;
  }

  proc::ByteSource& source_;
  detail::MarkupGuard guard_;
  std::string buffer_;
  std::string_view left_;
  std::exception_ptr thrown_;
};

Result<void> check_against(xmlSchema* schema, proc::ByteSource& source) {
  detail::init_libxml();
  GuardedInput input(source);
  SchemaFaults faults;
  const ThreadFaults of_form(faults);
  const std::unique_ptr<xmlSchemaValidCtxt, FreeSchemaCheck> check(xmlSchemaNewValidCtxt(schema));
  // XML_PARSE_HUGE only because the guard lets no DTD pass and bounds each text, and we bound the depth.
  const std::unique_ptr<xmlTextReader, FreeXmlReader> reader(
      xmlReaderForIO(GuardedInput::read, GuardedInput::close, &input, nullptr, nullptr,
                     XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_HUGE));
  input.rethrow();
  if (input.problem()) return tl::unexpected(*input.problem());
  if (!check || !reader)
    return tl::unexpected(Problem{.code = Code::bad_document, .text = "is no XML document"});
  xmlTextReaderSetStructuredErrorHandler(
      reader.get(), [](void* self, SchemaFault fault) { SchemaFaults::take(self, fault); }, &faults);
  if (xmlTextReaderSchemaValidateCtxt(reader.get(), check.get(), 0) != 0)
    throw Error(Code::internal, "libxml2 takes no schema for this reader");
  int status = 0;
  while ((status = xmlTextReaderRead(reader.get())) == 1 && faults.count() < kFaultsTold)
    if (xmlTextReaderDepth(reader.get()) >= kMaxSchemaDepth)
      return tl::unexpected(Problem{.code = Code::bad_document,
                                    .text = fmt::format("nested deeper than {}", kMaxSchemaDepth),
                                    .line = xmlTextReaderGetParserLineNumber(reader.get())});
  input.rethrow();
  if (input.problem()) return tl::unexpected(*input.problem());
  if (faults.count() != 0 || status < 0 || xmlTextReaderIsValid(reader.get()) != 1)
    return tl::unexpected(faults.problem());
  return {};
}

}  // namespace

struct Schema::Inside {
  std::unique_ptr<xmlSchema, FreeSchema> schema;
};

Schema::Schema(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Schema::Schema(Schema&&) noexcept = default;
Schema& Schema::operator=(Schema&&) noexcept = default;
Schema::~Schema() = default;

Result<Schema> Schema::load(const std::filesystem::path& path) {
  if (const auto readable = proc::FileReader::open(path); !readable) return tl::unexpected(readable.error());
  detail::init_libxml();
  const detail::SchemaFolder folder(path.parent_path());
  SchemaFaults faults;
  const std::unique_ptr<xmlSchemaParserCtxt, FreeSchemaParser> parser(xmlSchemaNewParserCtxt(path.c_str()));
  if (!parser) throw Error(Code::internal, "libxml2 has no memory for a schema");
  xmlSchemaSetParserStructuredErrors(
      parser.get(), [](void* self, SchemaFault fault) { SchemaFaults::take(self, fault); }, &faults);
  auto inside = std::make_unique<Inside>();
  inside->schema.reset(xmlSchemaParse(parser.get()));
  if (!inside->schema) {
    auto refusal = faults.problem();
    if (refusal.file.empty()) refusal.file = path.native();
    return tl::unexpected(std::move(refusal));
  }
  return Schema(std::move(inside));
}

Result<void> Schema::validate(std::string_view bytes) const {
  proc::MemorySource source(bytes);
  return check_against(inside_->schema.get(), source);
}

Result<void> Schema::validate_file(const std::filesystem::path& path) const {
  const auto file = proc::FileReader::open(path);
  if (!file) return tl::unexpected(file.error());
  auto result = check_against(inside_->schema.get(), **file);
  if (!result) result.error().file = path.native();
  return result;
}

}  // namespace sctf::xml
