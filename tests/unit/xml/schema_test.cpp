#include "xml/schema.hpp"

#include <cstdlib>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <thread>

#include "proc/file.hpp"
#include "xml/writer.hpp"

namespace sctf::xml {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPagos = R"(<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:pagos" xmlns="urn:pagos" elementFormDefault="qualified">
  <xs:include schemaLocation="tipos.xsd"/>
  <xs:element name="pagos"><xs:complexType><xs:sequence>
    <xs:element name="pago" maxOccurs="unbounded"><xs:complexType><xs:sequence>
      <xs:element name="id" type="Id"/><xs:element name="importe" type="xs:decimal"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>)";
constexpr std::string_view kTipos = R"(<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:pagos" xmlns="urn:pagos">
  <xs:simpleType name="Id"><xs:restriction base="xs:string"><xs:maxLength value="10"/></xs:restriction></xs:simpleType>
</xs:schema>)";

class SchemaTest : public testing::Test {
 protected:
  SchemaTest() {
    std::string name = (fs::temp_directory_path() / "sctf-xsd-XXXXXX").native();
    folder_ = ::mkdtemp(name.data());
    proc::write_file(folder_ / "pagos.xsd", kPagos);
    proc::write_file(folder_ / "tipos.xsd", kTipos);
  }
  ~SchemaTest() override { fs::remove_all(folder_); }

  void write_payments(const fs::path& path, int count, std::string_view last_id) {
    auto file = proc::AtomicFile::create(path);
    Writer writer([&](std::string_view bytes) { file.write(bytes); }, {.newline_after = {"pago"}});
    writer.open("pagos").attribute("xmlns", "urn:pagos");
    for (int i = 0; i < count; ++i)
      writer.open("pago").leaf("id", i + 1 == count ? last_id : "x").leaf("importe", "12.34").close();
    writer.close().finish();
    file.commit();
  }

  fs::path folder_;
};

TEST_F(SchemaTest, AcceptsAndRefuses) {
  const auto schema = must(Schema::load(folder_ / "pagos.xsd"));
  EXPECT_TRUE(
      schema.validate("<pagos xmlns='urn:pagos'><pago><id>a</id><importe>1.00</importe></pago></pagos>"));
  const std::pair<const char*, std::int64_t> refused[] = {
      {"<pagos xmlns='urn:pagos'/>", 1},
      {"<pagos/>", 1},
      {"<pagos xmlns='urn:pagos'>\n<pago><id>12345678901</id>\n<importe>1</importe></pago></pagos>", 2},
      {"<pagos xmlns='urn:pagos'><pago><id>a</id>\n\n<importe>uno</importe></pago></pagos>", 3},
      {"<pagos xmlns='urn:pagos'><pago><id>a</id><importe>1</importe></pago>\n", 1},
      {"<!DOCTYPE pagos><pagos xmlns='urn:pagos'/>", 1},
      {"", 1},
      {"hola", 1},
  };
  for (const auto& [text, line] : refused) {
    const auto r = schema.validate(text);
    ASSERT_FALSE(r) << text;
    EXPECT_EQ(r.error().code, Code::bad_document);
    EXPECT_EQ(r.error().line, line) << r.error().text;
  }
  const auto many = schema.validate(
      "<pagos "
      "xmlns='urn:pagos'><pago><id>12345678901</id><importe>x</importe></pago>\n<pago><id>12345678901</id>"
      "<importe>1</importe></pago></pagos>");
  EXPECT_NE(many.error().text.find("; line 2: "), std::string::npos) << many.error().text;
}

TEST_F(SchemaTest, FilesAreStreamed) {
  const auto schema = must(Schema::load(folder_ / "pagos.xsd"));
  write_payments(folder_ / "good.xml", 500'000, "last");
  struct rusage before {};
  ::getrusage(RUSAGE_SELF, &before);
  EXPECT_TRUE(schema.validate_file(folder_ / "good.xml"));
  struct rusage after {};
  ::getrusage(RUSAGE_SELF, &after);
  EXPECT_GT(fs::file_size(folder_ / "good.xml"), 20'000'000u);
  // KiB; a tree of it would be three times as much even without a sanitizer.
  EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 100'000);
  write_payments(folder_ / "bad.xml", 100'000, "much too long");
  const auto bad = schema.validate_file(folder_ / "bad.xml");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().file, folder_ / "bad.xml");
  EXPECT_EQ(bad.error().line, 100'001);
  EXPECT_EQ(schema.validate_file(folder_ / "none.xml").error().code, Code::no_input);
}

TEST_F(SchemaTest, RefusesWhatIsNoSchema) {
  EXPECT_EQ(Schema::load(folder_ / "none.xsd").error().code, Code::no_input);
  proc::write_file(folder_ / "bad.xsd", "<a>");
  EXPECT_EQ(Schema::load(folder_ / "bad.xsd").error().code, Code::bad_document);
  proc::write_file(folder_ / "tipos.xsd",
                   "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
                   "<xs:element name='a' type='Nada'/></xs:schema>");
  EXPECT_EQ(Schema::load(folder_ / "tipos.xsd").error().code, Code::bad_document);
}

TEST_F(SchemaTest, IncludesStayInTheFolder) {
  proc::make_folders(folder_ / "inner");
  std::string text(kPagos);
  text.replace(text.find("tipos.xsd"), 9, "../tipos.xsd");
  proc::write_file(folder_ / "inner" / "pagos.xsd", text);
  EXPECT_FALSE(Schema::load(folder_ / "inner" / "pagos.xsd"));
  proc::write_file(folder_ / "inner" / "tipos.xsd", kTipos);
  proc::write_file(folder_ / "inner" / "pagos.xsd", kPagos);
  EXPECT_TRUE(Schema::load(folder_ / "inner" / "pagos.xsd"));
}

TEST_F(SchemaTest, OneSchemaForManyThreads) {
  const auto schema = must(Schema::load(folder_ / "pagos.xsd"));
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 100; ++i) {
        EXPECT_TRUE(schema.validate(
            "<pagos xmlns='urn:pagos'><pago><id>a</id><importe>1.00</importe></pago></pagos>"));
        EXPECT_FALSE(schema.validate("<pagos xmlns='urn:pagos'><x/></pagos>"));
      }
    });
}

}  // namespace
}  // namespace sctf::xml
