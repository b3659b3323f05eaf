// What banks send, read on one thread without a database.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "proc/assets.hpp"
#include "tributos/cobro.hpp"

namespace sctf::tributos {
namespace {

constexpr int kLines = 1'000'000;

Recaudador ours() {
  return {.iban = "ES9121000418450200051332",
          .acreedor = "ES97000P3803800F",
          .emisora_c60 = "380386",
          .emisora_c57 = "38038000",
          .sufijo_c57 = "000"};
}

// Movements with one complement each, a thousand a day.
std::string statement() {
  std::string out =
      fmt::format("{:80}\r\n", fmt::format("112100041802000513322401012612312{:014}9783AYTO", 0));
  const int movements = (kLines - 3) / 2;
  for (int i = 0; i < movements; ++i) {
    const auto day = fmt::format("26{:02}{:02}", i / 1000 % 12 + 1, i / 12000 % 28 + 1);
    out += fmt::format("{:80}\r\n", fmt::format("22    0418{}{}030432{:014}{:010}{:012}{:16}", day, day,
                                                18475, i, 0, "REF"));
    out += fmt::format("{:80}\r\n", fmt::format("2305IBI2026-{:010}                 ANA INVENTADA", i));
  }
  out += fmt::format("{:80}\r\n", fmt::format("332100041802000513320000000000000000000{:05}{:014}2{:014}978",
                                              movements % 100000, 18475LL * movements, 18475LL * movements));
  out += fmt::format("{:80}\r\n", fmt::format("88999999999999999999{:06}", (2 * movements + 2) % 1'000'000));
  return out;
}

std::string slips(std::string_view emisora, std::string_view referencia, std::string_view identificacion) {
  std::string out = fmt::format("{:100}\n", fmt::format("0100      {:12}2100          201126", emisora));
  out += fmt::format("{:100}\n",
                     fmt::format("0200      {:8}{:18}201126", emisora, emisora.size() == 8 ? "000" : ""));
  const int payments = kLines - 4;
  for (int i = 0; i < payments; ++i)
    out += fmt::format(
        "{:100}\n", fmt::format("6000      {:8}{:3}121000418191126{:012}{:06}{:20}00{:13}{}", emisora,
                                emisora.size() == 8 ? "000" : "", 18475, i, "", referencia, identificacion));
  out += fmt::format("{:100}\n",
                     fmt::format("8000      {:8}{:3} {:06}        {:012}", emisora,
                                 emisora.size() == 8 ? "000" : "", payments % 1'000'000, 18475LL * payments));
  out += fmt::format("{:100}\n", fmt::format("9000      {:12}{:06}        {:012}", emisora,
                                             (payments + 4) % 1'000'000, 18475LL * payments));
  return out;
}

std::string notices(int many) {
  std::string out =
      "<Document "
      "xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>1</"
      "MsgId>"
      "<CreDtTm>2026-11-20T00:00:00</CreDtTm></GrpHdr><Ntfctn><Id>1</"
      "Id><Acct><Id><IBAN>ES9121000418450200051332</IBAN></Id></Acct>";
  for (int i = 0; i < many; ++i)
    out += fmt::format(
        "<Ntry><Amt "
        "Ccy=\"EUR\">184.75</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-20</"
        "Dt>"
        "</BookgDt><AcctSvcrRef>R{}</AcctSvcrRef><BkTxCd/"
        "><NtryDtls><TxDtls><Refs><EndToEndId>IBI2026-{:010}</EndToEndId></Refs>"
        "<Amt Ccy=\"EUR\">184.75</Amt></TxDtls></NtryDtls></Ntry>",
        i, i);
  return out + "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>";
}

void read(benchmark::State& state, FormatoCobro format, const std::string& text, std::int64_t lines) {
  const auto profile = proc::asset("etc/perfiles/c60.yaml").string();
  for (auto _ : state) {
    proc::MemorySource source(text);
    std::int64_t good = 0;
    const auto file = leer_cobros(format, source, "bench", ours(), profile, [&](Cobro&& cobro) {
      good += cobro.digitos_bien && cobro.clase != ClaseCobro::movimiento ? 1 : 0;
      benchmark::DoNotOptimize(cobro);
    });
    if (!file)
      state.SkipWithError(sctf::to_string(file.error()).c_str());
    else if (good != file->registros || good == 0)
      state.SkipWithError("the file of the benchmark is wrong");
  }
  state.SetItemsProcessed(state.iterations() * lines);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void ReadN43Million(benchmark::State& state) {
  read(state, FormatoCobro::n43, statement(), kLines);
}
void ReadC57Million(benchmark::State& state) {
  read(state, FormatoCobro::c57, slips("38038000", "1234567890153", "201126"), kLines);
}
void ReadC60Million(benchmark::State& state) {
  read(state, FormatoCobro::c60, slips("380386", "000012345693", "1001266324"), kLines);
}
void ReadCamt054HundredThousand(benchmark::State& state) {
  read(state, FormatoCobro::camt054, notices(100'000), 100'000);
}
BENCHMARK(ReadN43Million)->Unit(benchmark::kMillisecond);
BENCHMARK(ReadC57Million)->Unit(benchmark::kMillisecond);
BENCHMARK(ReadC60Million)->Unit(benchmark::kMillisecond);
BENCHMARK(ReadCamt054HundredThousand)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sctf::tributos
