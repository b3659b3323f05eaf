#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"

namespace sctf::text {

/// What a template is filled with: a text, yes or no, a list, or named values.
class Value {
 public:
  using List = std::vector<Value>;
  using Object = std::map<std::string, Value, std::less<>>;

  Value() : data_(Object{}) {}
  Value(std::string text) : data_(std::move(text)) {}
  Value(std::string_view text) : data_(std::string(text)) {}
  Value(const char* text) : data_(std::string(text)) {}
  Value(bool yes) : data_(yes) {}
  Value(List list) : data_(std::move(list)) {}
  Value(Object object) : data_(std::move(object)) {}

  /// The named value, made where it is not there (an object only).
  Value& operator[](std::string_view name);

  [[nodiscard]] const std::variant<std::string, bool, List, Object>& data() const noexcept { return data_; }

 private:
  std::variant<std::string, bool, List, Object> data_;
};

enum class Escape {
  none,  ///< plain text: `{{x}}` as it is
  html,  ///< `{{x}}` with & < > " ' escaped; `{{{x}}}` as it is
};

/// A text with mustache tags: `{{name}}`, `{{#list}}…{{/list}}`, `{{^none}}…{{/none}}`, `{{! comment}}`,
/// `{{a.b}}`, `{{.}}`. Partials and other delimiters are refused. Read once, filled often; one thread at a
/// time.
class SCTF_API Plantilla {
 public:
  /// `bad_document` with line and column where a tag is not closed or not known to mustache. `name` is the
  /// file to be told in problems.
  [[nodiscard]] static Result<Plantilla> compile(std::string text, Escape escape, std::string name = {});
  Plantilla(Plantilla&&) noexcept;
  Plantilla& operator=(Plantilla&&) noexcept;
  ~Plantilla();

  /// `unknown_key` where the template names what `values` does not have (no tag is ever an empty text by
  /// mistake); `bad_document` where a list, an object or a yes/no would have to be printed.
  [[nodiscard]] Result<std::string> render(const Value& values) const;

 private:
  struct Inside;
  explicit Plantilla(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

/// compile() and render() for a template used once.
[[nodiscard]] SCTF_API Result<std::string> render(std::string text, const Value& values, Escape escape);

/// At most one empty line at a time, and none at either end: what sections that were left out leave behind.
[[nodiscard]] SCTF_API std::string single_blank_lines(std::string_view text);

}  // namespace sctf::text
