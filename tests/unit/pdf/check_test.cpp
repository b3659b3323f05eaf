// The checker itself: for each of its rules a file that is broken in that one way.

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "support/pdf_check.hpp"
#include "support/pdf_plain.hpp"
#include "support/pdf_sample.hpp"
#include "support/sello.hpp"

namespace sctf::test {
namespace {

const std::string& good_file() {
  static const std::string file = sample_file(3, 2);
  return file;
}

struct BrokenCase {
  const char* rule;
  void (*breaks)(PdfPlain&);
};

void add_to_catalog(PdfPlain& file, std::string_view key, std::string_view value) {
  file.set("/Type /Catalog", key, value);
}
void add_to_page(PdfPlain& file, std::string_view content) {
  file.find("/H1<</MCID 0>>").data += content;
}

const BrokenCase kFileCases[] = {
    {"A-6.1.2", [](PdfPlain& f) { f.head.replace(7, 1, "8"); }},
    {"A-6.1.2", [](PdfPlain& f) { f.head.replace(10, 4, "abcd"); }},
    {"A-6.1.3-id", [](PdfPlain& f) { f.trailer.erase(f.trailer.find("/ID")); }},
    {"A-6.1.3-encrypt", [](PdfPlain& f) { f.trailer += "/Encrypt<</Filter/Standard>>"; }},
    {"A-6.1.3-eof", [](PdfPlain& f) { f.tail = "%"; }},
    {"A-6.1.4", [](PdfPlain& f) { add_to_catalog(f, "Threads", "99999 0 R"); }},
    {"A-6.1.4", [](PdfPlain& f) { f.size = 7; }},
    {"A-6.1.6", [](PdfPlain& f) { add_to_catalog(f, "X", "<ABC>"); }},
    {"A-6.1.6", [](PdfPlain& f) { add_to_catalog(f, "X", "<AG>"); }},
    {"A-6.1.7-length", [](PdfPlain& f) { f.find("/H1<</MCID 0>>").before_end = ""; }},
    {"A-6.1.7-length", [](PdfPlain& f) { f.find("/H1<</MCID 0>>").before_end = "  \n"; }},
    {"A-6.1.7-filters", [](PdfPlain& f) { f.find("acsp").dict += "/F<78>"; }},
    {"A-6.1.9", [](PdfPlain& f) { f.find("/Type /Catalog").end = " endobj\n"; }},
    {"A-6.1.9", [](PdfPlain& f) { f.find("/Type /Catalog").head = "  0 obj\n"; }},
    {"A-6.1.12", [](PdfPlain& f) { add_to_catalog(f, "Perms", "<</X 1>>"); }},
    {"A-6.1.13-integers", [](PdfPlain& f) { add_to_catalog(f, "X", "3000000000"); }},
    {"A-6.1.13-strings", [](PdfPlain& f) { add_to_catalog(f, "X", "<" + std::string(65'538, '0') + ">"); }},
    {"A-6.1.13-names", [](PdfPlain& f) { add_to_catalog(f, "X", "/" + std::string(128, 'a')); }},
    {"A-6.1.13-nesting",
     [](PdfPlain& f) {
       for (const char* word : {"q ", "Q "})
         for (int i = 0; i < 29; ++i) add_to_page(f, word);
     }},
    {"A-6.1.13-objects", [](PdfPlain& f) { f.size = 8'388'700; }},
    {"A-6.1.13-page", [](PdfPlain& f) { f.set("/Type /Page/", "MediaBox", "[0 0 595 14401]"); }},
    {"A-6.2.2-operators", [](PdfPlain& f) { add_to_page(f, "foo\n"); }},
    {"A-6.2.2-operators", [](PdfPlain& f) { add_to_page(f, "1 2 m 3 l n\n"); }},
    {"A-6.2.2-resources", [](PdfPlain& f) { f.set("/Type /Page/", "Resources", ""); }},
    {"A-6.2.2-resources", [](PdfPlain& f) { f.replace("/F1 20 Tf", "/F9 20 Tf"); }},
    {"A-6.2.3", [](PdfPlain& f) { f.replace("GTS_PDFA1", "GTS_PDFX"); }},
    {"A-6.2.3", [](PdfPlain& f) { f.replace("mntrRGB ", "abstRGB "); }},
    {"A-6.2.3", [](PdfPlain& f) { f.set("/N 3", "N", ""), f.find("acsp").dict = "/N 4"; }},
    {"A-6.2.4.3", [](PdfPlain& f) { add_to_page(f, "0 0 0 1 k\n"); }},
    {"A-6.5", [](PdfPlain& f) { add_to_catalog(f, "OpenAction", "<</S/JavaScript>>"); }},
    {"A-6.5", [](PdfPlain& f) { f.set("/Type /Page/", "AA", "<<>>"); }},
    {"X-balance", [](PdfPlain& f) { add_to_page(f, "q\n"); }},
    {"X-balance", [](PdfPlain& f) { add_to_page(f, "EMC\n"); }},
    {"X-balance", [](PdfPlain& f) { add_to_page(f, "BT\n"); }},
    {"X-page-tree", [](PdfPlain& f) { f.replace("/Count 3", "/Count 4"); }},
    {"X-page-tree", [](PdfPlain& f) { f.set("/Type /Page/", "Parent", "1 0 R"); }},
    {"X-feature", [](PdfPlain& f) { f.set("/Type /Page/", "Group", "<<>>"); }},
    {"X-feature", [](PdfPlain& f) { add_to_catalog(f, "Names", "<<>>"); }},
    {"X-feature", [](PdfPlain& f) { add_to_page(f, "/X Do\n"); }},
    {"X-feature", [](PdfPlain& f) { add_to_page(f, "/Perceptual ri\n"); }},
};

const BrokenCase kAboutCases[] = {
    {"A-6.6.2.1", [](PdfPlain& f) { f.replace("</rdf:RDF>", ""); }},
    {"A-6.6.2.1", [](PdfPlain& f) { f.replace("<?xpacket begin=", "<?xpacket bytes=\"9\" begin="); }},
    {"A-6.6.2.1", [](PdfPlain& f) { f.replace("/Subtype /XML", "/Subtype /XMP"); }},
    {"A-6.6.2.3", [](PdfPlain& f) { f.replace("<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>", ""); }},
    {"A-6.6.2.3",
     [](PdfPlain& f) {
       f.replace("pdfaSchema:namespaceURI>http://www.aiim.org/pdfua", "pdfaSchema:namespaceURI>x");
     }},
    {"A-6.6.2.3",
     [](PdfPlain& f) { f.replace("<pdf:Producer>", "<a:b xmlns:a=\"urn:a\">c</a:b><pdf:Producer>"); }},
    {"A-6.6.4", [](PdfPlain& f) { f.replace("<pdfaid:conformance>A", "<pdfaid:conformance>B"); }},
    {"A-6.6.4", [](PdfPlain& f) { f.replace("<pdfaid:part>2", "<pdfaid:part>3"); }},
    {"A-info", [](PdfPlain& f) { f.replace("Carta de pago de prueba</rdf:li>", "Otra cosa</rdf:li>"); }},
    {"A-info", [](PdfPlain& f) { f.replace("<xmp:ModifyDate>2026", "<xmp:ModifyDate>2025"); }},
    {"UA-5", [](PdfPlain& f) { f.replace("<pdfuaid:part>1", "<pdfuaid:part>2"); }},
    {"UA-6.2", [](PdfPlain& f) { f.replace("/Marked true", "/Marked false"); }},
    {"UA-6.2", [](PdfPlain& f) { f.replace("/Marked true", "/Marked true/Suspects true"); }},
    {"UA-7.1-title", [](PdfPlain& f) { f.replace("Carta de pago de prueba</rdf:li>", "</rdf:li>"); }},
    {"UA-7.1-display", [](PdfPlain& f) { f.replace("/DisplayDocTitle true", "/DisplayDocTitle false"); }},
    {"UA-7.2-lang", [](PdfPlain& f) { f.replace("/Lang <65732D4553>", "/Lang <65735F4553>"); }},
    {"UA-7.2-lang", [](PdfPlain& f) { add_to_catalog(f, "Lang", ""); }},
    {"UA-7.2-lang", [](PdfPlain& f) { f.replace("/Lang <656E>", "/Lang <65>"); }},
};

const BrokenCase kFontCases[] = {
    {"A-6.2.11.2", [](PdfPlain& f) { f.replace("/Encoding /Identity-H", "/Encoding /Identity-V"); }},
    {"A-6.2.11.2", [](PdfPlain& f) { f.replace("/Ordering", "/Odering"); }},
    {"A-6.2.11.2", [](PdfPlain& f) { f.replace("/FontName /SCTFEA", "/FontName /SCTFEX"); }},
    {"A-6.2.11.2",
     [](PdfPlain& f) { f.set("/Length1", "Length1", ""), f.find("/Length1").dict = "/Length1 5"; }},
    {"A-6.2.11.3", [](PdfPlain& f) { f.replace("/CIDToGIDMap /Identity", ""); }},
    {"A-6.2.11.4-embedded", [](PdfPlain& f) { f.replace("/FontFile2", "/FontFile9"); }},
    {"A-6.2.11.4-embedded", [](PdfPlain& f) { f.replace("glyf", "glyx"); }},
    {"A-6.2.11.4-glyphs", [](PdfPlain& f) { f.replace("Td[(", "Td[<FFF0>("); }},
    {"A-6.2.11.5", [](PdfPlain& f) { f.replace("/W [0 [", "/W [1 ["); }},
    {"A-6.2.11.6", [](PdfPlain& f) { f.replace("/Flags 4", "/Flags 0"); }},
    {"A-6.2.11.6", [](PdfPlain& f) { f.replace("/Flags 4", "/Flags 36"); }},
    {"A-6.2.11.6", [](PdfPlain& f) { f.replace("/Flags 4", "/Flags true"); }},
    {"A-6.2.11.6", [](PdfPlain& f) { f.replace("/StemV", "/Stem"); }},
    {"A-6.2.11.7", [](PdfPlain& f) { f.replace_all("><0061>", "><0000>"); }},
    {"A-6.2.11.7", [](PdfPlain& f) { f.replace_all("><0061>", "><E000>"); }},
    {"A-6.2.11.7", [](PdfPlain& f) { f.set("/Type0", "ToUnicode", ""); }},
    {"A-6.2.11.8", [](PdfPlain& f) { f.replace("Td[(", "Td[<0000>("); }},
    {"X-to-unicode", [](PdfPlain& f) { f.replace("><0061>", "><0062>"); }},
    {"X-subset-name", [](PdfPlain& f) { f.replace_all("SCTFEA+", "SCTFE1+"); }},
    {"X-subset-name",
     [](PdfPlain& f) { f.replace_all("SCTFEB+LiberationSans-Bold", "SCTFEA+LiberationSans"); }},
};

const BrokenCase kTreeCases[] = {
    {"UA-7.1-tree", [](PdfPlain& f) { f.set("/S /H1", "P", "1 0 R"); }},
    {"UA-7.1-tree", [](PdfPlain& f) { f.replace("/S /Document", "/S /Sect"); }},
    {"UA-7.1-tree", [](PdfPlain& f) { add_to_catalog(f, "StructTreeRoot", ""); }},
    {"UA-7.1-tree",
     [](PdfPlain& f) {
       auto& table = f.find("/S /Table").dict;
       table.insert(table.find("/K [") + 4, "0 ");
     }},
    {"UA-7.1-marked", [](PdfPlain& f) { add_to_page(f, "0 0 9 9 re f\n"); }},
    {"UA-7.1-marked", [](PdfPlain& f) { f.replace("/P<</MCID 1>>BDC\n", "/P BMC\n"); }},
    {"UA-7.1-nested",
     [](PdfPlain& f) { f.replace("/P<</MCID 1>>BDC\n", "/P<</MCID 1>>BDC/Artifact BMC EMC\n"); }},
    {"UA-7.1-nested",
     [](PdfPlain& f) { f.replace("/Artifact BMC\n", "/Artifact BMC/P<</MCID 999>>BDC EMC\n"); }},
    {"UA-7.1-mcid", [](PdfPlain& f) { f.replace("<</MCID 4>>", "<</MCID 3>>"); }},
    {"UA-7.1-linked", [](PdfPlain& f) { f.replace("<</MCID 4>>", "<</MCID 900>>"); }},
    {"UA-7.1-linked", [](PdfPlain& f) { f.set("/S /H1", "K", ""); }},
    {"A-6.7-types", [](PdfPlain& f) { f.replace("/S /Caption", "/S /Leyenda"); }},
    {"A-6.7-types", [](PdfPlain& f) { f.set("/Type /StructTreeRoot", "RoleMap", "<</X/P>>"); }},
    {"UA-7.3", [](PdfPlain& f) { f.set("/S /Figure", "Alt", ""); }},
    {"UA-7.3", [](PdfPlain& f) { f.set("/S /Figure", "Alt", "<2020>"); }},
    {"UA-7.4", [](PdfPlain& f) { f.replace("/S /H1", "/S /H2"); }},
    {"UA-7.4", [](PdfPlain& f) { f.replace("/S /H2", "/S /H3"); }},
    {"UA-7.4", [](PdfPlain& f) { f.replace("/S /H2", "/S /H"); }},
    {"UA-7.4", [](PdfPlain& f) { f.set("/S /H1", "K", ""); }},
    {"UA-7.5", [](PdfPlain& f) { f.set("/Scope /Column", "A", ""); }},
    {"X-once",
     [](PdfPlain& f) {
       auto& table = f.find("/S /Table").dict;
       const auto from = table.find("/K [") + 4;
       table.insert(from, table.substr(from, table.find(" R", from) + 3 - from));
     }},
    {"X-once", [](PdfPlain& f) { f.replace("/K 2>>", "/K [2 1]>>"); }},
    {"X-parent-tree",
     [](PdfPlain& f) {
       auto& leaf = f.find("/Nums [0 [").dict;
       const auto from = leaf.find("[0 [") + 4;
       const auto first = leaf.substr(from, leaf.find(" R", from) + 3 - from);
       const auto next = from + first.size();
       const auto second = leaf.substr(next, leaf.find(" R", next) + 3 - next);
       leaf.replace(from, first.size() + second.size(), second + first);
     }},
    {"X-parent-tree", [](PdfPlain& f) { f.set("/StructParents 1", "StructParents", "0"); }},
    {"X-parent-tree", [](PdfPlain& f) { f.replace("/Limits [0 2]/Nums [0", "/Limits [-1 2]/Nums [-1[] 0"); }},
    {"X-parent-tree", [](PdfPlain& f) { f.replace("/Nums [0 [", "/Nums [0 [null "); }},
    {"X-number-tree", [](PdfPlain& f) { f.replace("/Limits [0 2]", "/Limits [0 3]"); }},
    {"X-number-tree", [](PdfPlain& f) { f.replace("/ParentTreeNextKey 3", "/ParentTreeNextKey 2"); }},
    {"X-tag", [](PdfPlain& f) { f.replace("/H1<</MCID 0>>", "/P<</MCID 0>>"); }},
    {"X-words", [](PdfPlain& f) { f.set("/S /H1", "K", ""); }},
    {"X-figure-box", [](PdfPlain& f) { f.set("/S /Figure", "A", ""); }},
    {"X-attributes", [](PdfPlain& f) { f.replace("/Scope /Column", "/Scope /Columna"); }},
    {"X-attributes", [](PdfPlain& f) { f.replace("/Scope /Column", "/Scope /Column/Placement /Block"); }},
    {"X-attributes", [](PdfPlain& f) { f.replace("/ColSpan 4", "/ColSpan 0"); }},
    {"X-attributes", [](PdfPlain& f) { f.set("/S /Figure", "Alt", "/Nombre"); }},
    {"UA-7.2-table", [](PdfPlain& f) { f.replace("/S /TBody", "/S /THead"); }},
    {"UA-7.2-table", [](PdfPlain& f) { f.replace("/S /TR", "/S /Sect"); }},
    {"UA-7.2-table", [](PdfPlain& f) { f.replace("/S /TD", "/S /P"); }},
    {"UA-7.2-columns", [](PdfPlain& f) { f.replace("/ColSpan 4", "/ColSpan 3"); }},
    {"UA-7.2-columns", [](PdfPlain& f) { f.replace("/ColSpan 4", "/ColSpan 4/RowSpan 2"); }},
    {"UA-7.2-list", [](PdfPlain& f) { f.replace("/S /LBody", "/S /P"); }},
    {"UA-7.2-list", [](PdfPlain& f) { f.replace("/S /L/", "/S /Sect/"); }},
    {"UA-7.2-nesting", [](PdfPlain& f) { f.replace("/S /Table", "/S /P"); }},
    {"UA-7.6", [](PdfPlain& f) { f.set("/ListNumbering", "A", ""); }},
};

const BrokenCase kFormCases[] = {
    {"A-6.3", [](PdfPlain& f) { f.replace("/F 132", "/F 134"); }},
    {"A-6.3", [](PdfPlain& f) { f.replace("/F 132", "/F 128"); }},
    {"A-6.3", [](PdfPlain& f) { f.replace("/Rect [0 0 0 0]", "/Rect [0 0 9 9]"); }},
    {"A-6.3", [](PdfPlain& f) { f.replace("/Subtype /Widget", "/Subtype /Stamp"); }},
    {"A-6.4.1", [](PdfPlain& f) { f.replace("/SigFlags 3", "/SigFlags 1"); }},
    {"A-6.4.1", [](PdfPlain& f) { f.replace("/SigFlags 3", "/SigFlags 3/XFA []"); }},
    {"A-6.4.1", [](PdfPlain& f) { f.set("/Type /Page/", "Annots", ""); }},
    {"A-6.4.3-dictionary",
     [](PdfPlain& f) { f.replace("/SubFilter /ETSI.CAdES.detached", "/SubFilter /adbe.pkcs7.detached"); }},
    {"A-6.4.3-dictionary", [](PdfPlain& f) { f.set("/Type /Sig", "Cert", "<00>"); }},
    {"A-6.4.3-dictionary", [](PdfPlain& f) { f.set("/Type /Sig", "M", ""); }},
    {"UA-7.18.1", [](PdfPlain& f) { f.set("/Subtype /Widget", "TU", ""); }},
    {"UA-7.18.3", [](PdfPlain& f) { f.set("/Type /Page/", "Tabs", ""); }},
    {"UA-7.18.4", [](PdfPlain& f) { f.set("/Subtype /Widget", "StructParent", "0"); }},
    {"UA-7.18.4", [](PdfPlain& f) { f.set("/S /Form", "S", "/P"); }},
    {"UA-7.18.4", [](PdfPlain& f) { f.set("/S /Form", "K", ""); }},
    {"X-number-tree", [](PdfPlain& f) { f.set("/Type /StructTreeRoot", "ParentTreeNextKey", "1"); }},
};

crypto::Signer& signer() {
  static const SealFolder folder({});
  static const auto started = must(crypto::Signer::start(folder.source()));
  return *started;
}

const std::string& sealed_file() {
  static const std::string file = signed_sample(signer());
  return file;
}

template <std::size_t N>
void expect_found(const BrokenCase (&cases)[N], std::set<std::string>* seen = nullptr) {
  int number = 0;
  for (const auto& [rule, breaks] : cases) {
    if (seen != nullptr) {
      seen->insert(rule);
      continue;
    }
    PdfPlain file(good_file());
    ASSERT_NO_THROW(breaks(file)) << rule << " " << number;
    const auto verdict = check_pdf(file.bytes());
    EXPECT_FALSE(verdict.passed());
    bool found = false;
    for (const auto& finding : verdict.findings) found = found || finding.rule == rule;
    EXPECT_TRUE(found) << rule << ", case " << number << ", found instead:\n" << to_string(verdict);
    ++number;
  }
}

TEST(PdfCheck, FilesOfOursPass) {
  for (const auto& bytes :
       {good_file(), PdfPlain(good_file()).bytes(), sample_file(1, 1), sample_file(70, 1)}) {
    const auto verdict = check_pdf(bytes);
    EXPECT_TRUE(verdict.passed()) << to_string(verdict);
    EXPECT_EQ(verdict.rules, pdf_rules().size());
    EXPECT_GT(verdict.elements, 30U);
    EXPECT_EQ(verdict.artifacts, "");
  }
}

TEST(PdfCheck, FindsWhatIsWrongWithTheFile) {
  expect_found(kFileCases);
}
TEST(PdfCheck, FindsWhatIsWrongWithItsWords) {
  expect_found(kAboutCases);
}
TEST(PdfCheck, FindsWhatIsWrongWithFonts) {
  expect_found(kFontCases);
}
TEST(PdfCheck, FindsWhatIsWrongWithTheTree) {
  expect_found(kTreeCases);
}

TEST(PdfCheck, SealedFilesPass) {
  for (const auto& bytes : {sealed_file(), PdfPlain(sealed_file()).resealed(signer())}) {
    const auto verdict = check_pdf(bytes);
    EXPECT_TRUE(verdict.passed()) << to_string(verdict);
  }
}

// Each file is sealed anew: nothing is wrong with it but that.
TEST(PdfCheck, FindsWhatIsWrongWithTheField) {
  for (const auto& [rule, breaks] : kFormCases) {
    PdfPlain file(sealed_file());
    ASSERT_NO_THROW(breaks(file)) << rule;
    const auto verdict = check_pdf(file.resealed(signer()));
    ASSERT_FALSE(verdict.findings.empty()) << rule;
    bool found = false;
    for (const auto& finding : verdict.findings) {
      found = found || finding.rule == rule;
      EXPECT_NE(finding.rule, "A-6.4.3") << finding.text;
    }
    EXPECT_TRUE(found) << rule << ", found instead:\n" << to_string(verdict);
  }
}

TEST(PdfCheck, FindsWhatIsWrongWithTheSignature) {
  const auto finds = [](const std::string& bytes) {
    const auto verdict = check_pdf(bytes);
    return std::any_of(verdict.findings.begin(), verdict.findings.end(),
                       [](const PdfFinding& f) { return f.rule == "A-6.4.3" || f.rule == "A-6.1.3-eof"; });
  };
  const auto& good = sealed_file();
  EXPECT_TRUE(finds(good + "%"));
  EXPECT_TRUE(finds(PdfPlain(good).bytes()));  // as it was signed, but written otherwise
  for (const std::string_view word : {"/ByteRange[0 ", "/M(D:2026", "<dc:title>", "/Contents<30"}) {
    auto bytes = good;
    const auto at = bytes.find(word);
    ASSERT_NE(at, std::string::npos) << word;
    bytes[at + word.size() - 1] ^= 1;
    EXPECT_FALSE(check_pdf(bytes).passed()) << word;
  }
}

TEST(PdfCheck, EveryRuleHasAFileThatBreaksIt) {
  std::set<std::string> broken;
  expect_found(kFileCases, &broken);
  expect_found(kAboutCases, &broken);
  expect_found(kFontCases, &broken);
  expect_found(kTreeCases, &broken);
  expect_found(kFormCases, &broken);
  broken.insert("A-6.4.3");  // FindsWhatIsWrongWithTheSignature
  std::set<std::string_view> rules;
  for (const auto& rule : pdf_rules()) {
    EXPECT_TRUE(rules.insert(rule.id).second) << rule.id << " stands twice";
    EXPECT_TRUE(broken.contains(std::string(rule.id))) << rule.id << " has no case";
  }
  for (const auto& rule : broken) EXPECT_TRUE(rules.contains(rule)) << rule << " is no rule";
}

TEST(PdfCheck, DoesNotPassWhereItAskedNothing) {
  EXPECT_FALSE(check_pdf(good_file(), {}).passed());
  EXPECT_EQ(check_pdf(good_file(), {}).rules, 0U);
  for (const char* bytes : {"", "%PDF-1.7\n", "startxref\n0\n%%EOF\n", "startxref\n99\n%%EOF\n"})
    EXPECT_FALSE(check_pdf(bytes).passed()) << bytes;
}

TEST(PdfCheck, SurvivesWhatIsCutOffOrOverwritten) {
  const auto& good = good_file();
  for (std::size_t size = 0; size < good.size(); size += 4001)
    EXPECT_FALSE(check_pdf(good.substr(0, size)).passed());
  const auto plain = PdfPlain(good).bytes();
  for (std::size_t at = 0; at < plain.size(); at += 5003) {
    auto bytes = plain;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x15);
    (void)check_pdf(bytes);
  }
}

TEST(PdfCheck, TextThatIsNotReadIsTold) {
  PdfPlain file(good_file());
  file.replace("/P<</MCID 1>>BDC\n", "/Artifact BMC\n");
  const auto verdict = check_pdf(file.bytes());
  EXPECT_EQ(verdict.artifacts, "Ayuntamiento de Prueba · Recibo número 00000000001\n");
  EXPECT_EQ(verdict.tagged.find("Recibo número 00000000001"), std::string::npos);
  EXPECT_NE(check_pdf(good_file()).tagged.find("Recibo número 00000000001"), std::string::npos);
}

}  // namespace
}  // namespace sctf::test
