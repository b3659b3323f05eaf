#include "text/plantilla.hpp"

#include <algorithm>
#include <exception>
#include <kainjow/mustache.hpp>
#include <set>
#include <utility>

#include "text/utf8.hpp"

namespace sctf::text {

// Not in the anonymous namespace: a field of Plantilla::Inside, which unity builds would warn about.
struct TemplateTag {
  std::string name;
  char kind = 'v';  // v value; #, ^ and / begin and end a section
  std::size_t offset = 0;
};

namespace {

namespace mustache = kainjow::mustache;

Problem template_problem(Code code, std::string text, const std::string& source, std::size_t offset,
                         const std::string& file) {
  const std::string_view before(source.data(), offset);
  const auto newline = before.rfind('\n');
  const auto in_line = newline == std::string_view::npos ? before : before.substr(newline + 1);
  return Problem{.code = code, .text = std::move(text)}.at(
      file, 1 + std::count(before.begin(), before.end(), '\n'),
      static_cast<std::int64_t>(count_code_points(in_line)) + 1);
}

std::string trimmed_tag(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1));
}

// All tags of a template with their places, which mustache itself forgets.
Result<std::vector<TemplateTag>> scan_template(const std::string& source, const std::string& file) {
  std::vector<TemplateTag> tags;
  const auto bad = [&](std::string text, std::size_t offset) {
    return tl::unexpected(template_problem(Code::bad_document, std::move(text), source, offset, file));
  };
  for (std::size_t at = 0; (at = source.find("{{", at)) != std::string::npos;) {
    const bool bare = source.compare(at, 3, "{{{") == 0;
    const std::string_view close = bare ? "}}}" : "}}";
    const auto begin = at + close.size();
    const auto end = source.find(close, begin);
    if (end == std::string::npos) return bad("a tag that is not closed", at);
    auto content = trimmed_tag(std::string_view(source).substr(begin, end - begin));
    const char first = content.empty() ? '\0' : content.front();
    if (first == '>') return bad("partials are not for our templates", at);
    if (first == '=') return bad("other delimiters are not for our templates", at);
    if (!bare && first == '!') {
      at = end + close.size();
      continue;
    }
    TemplateTag tag{.name = {}, .kind = 'v', .offset = at};
    if (!bare && (first == '#' || first == '^' || first == '/')) tag.kind = first;
    if (!bare && (tag.kind != 'v' || first == '&')) content.erase(0, 1);
    tag.name = trimmed_tag(content);
    if (tag.name.empty() || tag.name.find_first_of(" \t\r\n{}") != std::string::npos)
      return bad("a tag without a name, or with more than one", at);
    tags.push_back(std::move(tag));
    at = end + close.size();
  }
  return tags;
}

// mustache takes any end for any begin as long as their number is right; and a template is better refused at
// once.
Result<void> check_sections(const std::vector<TemplateTag>& tags, const std::string& source,
                            const std::string& file) {
  std::vector<const TemplateTag*> open;
  const auto bad = [&](std::string text, std::size_t offset) {
    return tl::unexpected(template_problem(Code::bad_document, std::move(text), source, offset, file));
  };
  for (const auto& tag : tags) {
    if (tag.kind == '#' || tag.kind == '^') open.push_back(&tag);
    if (tag.kind != '/') continue;
    if (open.empty() || open.back()->name != tag.name)
      return bad("{{/" + tag.name + "}} closes a section that is not open here", tag.offset);
    open.pop_back();
  }
  if (!open.empty()) return bad("section \"" + open.back()->name + "\" is not closed", open.back()->offset);
  return {};
}

mustache::data template_data(const Value& value) {
  struct Convert {
    mustache::data operator()(const std::string& text) const { return {text}; }
    mustache::data operator()(bool yes) const { return {yes}; }
    mustache::data operator()(const Value::List& list) const {
      mustache::data out(mustache::data::type::list);
      for (const auto& item : list) out.push_back(template_data(item));
      return out;
    }
    mustache::data operator()(const Value::Object& object) const {
      mustache::data out;
      for (const auto& [name, item] : object) out.set(name, template_data(item));
      return out;
    }
  };
  return std::visit(Convert{}, value.data());
}

// Remembers the first name that was not found, or was found and cannot be printed.
class StrictContext final : public mustache::context<std::string> {
 public:
  StrictContext(const mustache::data& data, const std::set<std::string>& printed)
      : mustache::context<std::string>(&data), printed_(printed) {}

  const mustache::data* get(const std::string& name) const override {
    const auto* found = mustache::context<std::string>::get(name);
    if (found == nullptr && missing_.empty()) missing_ = name;
    if (found != nullptr && !found->is_string() && unprintable_.empty() && printed_.contains(name))
      unprintable_ = name;
    return found;
  }

  [[nodiscard]] const std::string& missing() const noexcept { return missing_; }
  [[nodiscard]] const std::string& unprintable() const noexcept { return unprintable_; }

 private:
  const std::set<std::string>& printed_;  // names that stand only as values, never as sections
  mutable std::string missing_;
  mutable std::string unprintable_;
};

}  // namespace

Value& Value::operator[](std::string_view name) {
  auto* object = std::get_if<Object>(&data_);
  if (object == nullptr) throw Error(Code::internal, "a value that is no object has no \"{}\"", name);
  if (const auto known = object->find(name); known != object->end()) return known->second;
  return object->emplace(std::string(name), Value()).first->second;
}

struct Plantilla::Inside {
  std::string source;
  std::string file;
  std::vector<TemplateTag> tags;
  std::set<std::string> printed;
  mustache::mustache parsed;
};

Plantilla::Plantilla(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Plantilla::Plantilla(Plantilla&&) noexcept = default;
Plantilla& Plantilla::operator=(Plantilla&&) noexcept = default;
Plantilla::~Plantilla() = default;

Result<Plantilla> Plantilla::compile(std::string text, Escape escape, std::string name) {
  auto tags = scan_template(text, name);
  if (!tags) return tl::unexpected(std::move(tags.error()));
  if (auto good = check_sections(*tags, text, name); !good) return tl::unexpected(std::move(good.error()));
  std::set<std::string> printed;
  for (const auto& tag : *tags)
    if (tag.kind == 'v') printed.insert(tag.name);
  for (const auto& tag : *tags)
    if (tag.kind != 'v') printed.erase(tag.name);
  mustache::mustache parsed(text);
  if (!parsed.is_valid())
    return tl::unexpected(template_problem(Code::bad_document, parsed.error_message(), text, 0, name));
  if (escape == Escape::none) parsed.set_custom_escape([](const std::string& value) { return value; });
  return Plantilla(std::unique_ptr<Inside>(new Inside{.source = std::move(text),
                                                      .file = std::move(name),
                                                      .tags = std::move(*tags),
                                                      .printed = std::move(printed),
                                                      .parsed = std::move(parsed)}));
}

Result<std::string> Plantilla::render(const Value& values) const {
  const auto data = template_data(values);
  StrictContext context(data, inside_->printed);
  auto out = inside_->parsed.render(context);
  const auto refuse = [&](Code code, const std::string& name, std::string_view what) {
    const auto tag = std::find_if(inside_->tags.begin(), inside_->tags.end(),
                                  [&](const TemplateTag& t) { return t.name == name; });
    auto refusal = template_problem(code, "\"" + name + "\" " + std::string(what), inside_->source,
                                    tag == inside_->tags.end() ? 0 : tag->offset, inside_->file);
    refusal.value = name;
    return tl::unexpected(std::move(refusal));
  };
  if (!context.missing().empty())
    return refuse(Code::unknown_key, context.missing(), "is not among the values of this template");
  if (!context.unprintable().empty())
    return refuse(Code::bad_document, context.unprintable(), "is no text and cannot be printed");
  return out;
}

Result<std::string> render(std::string text, const Value& values, Escape escape) {
  const auto made = Plantilla::compile(std::move(text), escape);
  if (!made) return tl::unexpected(made.error());
  return made->render(values);
}

std::string single_blank_lines(std::string_view text) {
  std::string out;
  bool blank = true;  // so that none comes first
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    const bool empty = line.find_first_not_of(' ') == std::string_view::npos;
    if (!empty || !blank) out.append(line).append("\n");
    blank = empty;
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  if (out.ends_with("\n\n")) out.pop_back();
  return out;
}

}  // namespace sctf::text
