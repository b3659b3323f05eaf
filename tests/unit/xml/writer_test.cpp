#include "xml/writer.hpp"

#include <functional>
#include <gtest/gtest.h>

#include "xml/parse.hpp"

namespace sctf::xml {
namespace {

std::string written(const std::function<void(Writer&)>& work,
                    Writer::Options options = {.declaration = false}) {
  std::string out;
  Writer writer([&](std::string_view bytes) { out += bytes; }, std::move(options));
  work(writer);
  writer.finish();
  EXPECT_EQ(writer.bytes(), out.size());
  return out;
}

TEST(XmlWriter, WritesCompactly) {
  EXPECT_EQ(written([](Writer& w) {
              w.open("a").attribute("xmlns", "urn:x").leaf("b", "1").open("c").close().leaf("d", "");
              w.open("e").text("x").text("y").close().close();
            }),
            "<a xmlns=\"urn:x\"><b>1</b><c/><d/><e>xy</e></a>\n");
}

TEST(XmlWriter, DeclarationAndLineEnds) {
  EXPECT_EQ(written([](Writer& w) { w.open("a").leaf("b", "1").open("c").close().leaf("d", "2").close(); },
                    {.newline_after = {"b", "c"}}),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a><b>1</b>\n<c/>\n<d>2</d></a>\n");
}

TEST(XmlWriter, Escapes) {
  EXPECT_EQ(written([](Writer& w) {
              w.open("a").attribute("x", "<&>\"'\t\n\r\xC3\xB1").text("<&>\"'\t\n\rñ]]>").close();
            }),
            "<a x=\"&lt;&amp;&gt;&quot;'&#9;&#10;&#13;ñ\">&lt;&amp;&gt;\"'\t\n&#13;ñ]]&gt;</a>\n");
}

TEST(XmlWriter, WhatItWritesReadsBack) {
  const std::string sly = "<&>\"'\t\n\r ñ€ ]]> <!-- x --> &amp;";
  const auto bytes = written([&](Writer& w) { w.open("a").attribute("v", sly).leaf("b", sly).close(); }, {});
  const auto root = must(parse_untrusted(bytes));
  EXPECT_EQ(*root.attribute("v"), sly);
  EXPECT_EQ(root.text_of({"b"}), sly);
}

TEST(XmlWriter, HandsOverInPieces) {
  std::size_t pieces = 0, bytes = 0, largest = 0;
  Writer writer([&](std::string_view piece) {
    ++pieces;
    bytes += piece.size();
    largest = std::max(largest, piece.size());
  });
  writer.open("a");
  for (int i = 0; i < 100'000; ++i) writer.leaf("b", "0123456789");
  writer.close().finish();
  EXPECT_EQ(bytes, writer.bytes());
  EXPECT_GT(pieces, 10u);
  EXPECT_LT(largest, 70'000u);
}

TEST(XmlWriter, RefusesWhatIsNotXml) {
  const std::pair<const char*, std::function<void(Writer&)>> cases[] = {
      {"open at the end", [](Writer& w) { w.open("a"); }},
      {"close too much", [](Writer& w) { w.open("a").close().close(); }},
      {"nothing", [](Writer&) {}},
      {"two roots", [](Writer& w) { w.open("a").close().open("b"); }},
      {"leaf after the root", [](Writer& w) { w.leaf("a", "x").leaf("b", "y"); }},
      {"text outside", [](Writer& w) { w.text("x"); }},
      {"text after the root", [](Writer& w) { w.open("a").close().text("x"); }},
      {"attribute after text", [](Writer& w) { w.open("a").text("x").attribute("b", "c"); }},
      {"attribute after child", [](Writer& w) { w.open("a").leaf("b", "x").attribute("b", "c"); }},
      {"attribute outside", [](Writer& w) { w.attribute("b", "c"); }},
  };
  for (const auto& [name, work] : cases) {
    try {
      Writer writer([](std::string_view) {});
      work(writer);
      writer.finish();
      ADD_FAILURE() << name;
    } catch (const Error& e) {
      EXPECT_EQ(e.code(), Code::internal) << name;
    }
  }
  for (const char c : {'\x01', '\x1f', '\0'}) {
    try {
      written([&](Writer& w) { w.leaf("a", std::string("x") + c); });
      ADD_FAILURE();
    } catch (const Error& e) {
      EXPECT_EQ(e.code(), Code::invalid_value);
    }
  }
}

}  // namespace
}  // namespace sctf::xml
