#include <algorithm>

#include "padron/fecha.hpp"
#include "padron/lector.hpp"
#include "text/csv.hpp"
#include "text/utf8.hpp"

namespace sctf::padron {
namespace {

constexpr std::size_t kMovimiento = 3;  // fvar, cvar, cauv stand before the block
constexpr std::size_t kColumnas = kMovimiento + kCampos + 1;
constexpr std::size_t kLongestShown = 200;

// Whether all of it is in the alphabet of INE's records: ISO-8859-1, no control characters, no small letters.
bool in_alphabet(std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    auto c = static_cast<unsigned>(static_cast<unsigned char>(utf8[i]));
    if (c >= 0x80) {
      if (c > 0xC3 || i + 1 == utf8.size()) return false;
      c = ((c & 0x03U) << 6U) | (static_cast<unsigned char>(utf8[++i]) & 0x3FU);
    }
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 'a' && c <= 'z') || c == 0xB5 ||
        (c >= 0xDF && c != 0xF7))
      return false;
  }
  return true;
}

class LectorCsv final : public Lector {
 public:
  explicit LectorCsv(proc::ByteSource& source) : reader_(source) {}

  Result<void> cabecera() {
    const auto more = reader_.next(record_);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return problem(Code::empty_file, "the file is empty");
    if (record_.raw() == cabecera_csv()) return {};
    return tl::unexpected(
        Problem{.code = Code::bad_header,
                .text = "the first line is not that of padron.csv: sctf-padron(1), FILES, has it",
                .value = std::string(record_.raw().substr(0, 60))}
            .at("", record_.line(), 1));
  }

  [[nodiscard]] bool siguiente(Registro& r, Fallos& fallos) override {
    const auto more = reader_.next(record_);
    r.ine = false;
    if (!more) {
      roto_ = more.error().column;
      r.linea = more.error().line;
      fallos.error(Campo::registro, more.error().code, more.error().value, "{}", more.error().text);
      return true;
    }
    if (!*more) return false;
    roto_ = 1;
    r.linea = record_.line();
    if (record_.size() != kColumnas) {
      fallos.error(Campo::registro, Code::wrong_columns, std::string(record_.raw().substr(0, 60)),
                   "the line has {} columns, {} are wanted", record_.size(), kColumnas);
      return true;
    }
    repartir(r, fallos);
    return true;
  }

  [[nodiscard]] std::int64_t columna(const Registro&, const Fallo& fallo) const override {
    switch (fallo.campo) {
      case Campo::fvar: return record_.column(0);
      case Campo::cvar: return record_.column(1);
      case Campo::cauv: return record_.column(2);
      case Campo::nombre_mostrado: return record_.column(kColumnas - 1);
      case Campo::cpro:
      case Campo::cmun:
      case Campo::tipoinf:
      case Campo::cdev:
      case Campo::registro: return roto_;
      default: return record_.column(kMovimiento + static_cast<std::size_t>(fallo.campo));
    }
  }

  [[nodiscard]] bool acabado() const override { return reader_.ended_with_newline(); }

 private:
  void repartir(Registro& r, Fallos& fallos) {
    r.antes.vaciar();
    r.fvar = sin_guiones(record_[0]);
    r.cvar.assign(record_[1]);
    r.cauv.assign(record_[2]);
    for (std::size_t i = 0; i < kCampos; ++i) {
      const auto value = record_[kMovimiento + i];
      r.v[i].assign(value);
      comprobar(static_cast<Campo>(i), value, fallos);
    }
    r.v[Campo::fnac] = sin_guiones(r.v[Campo::fnac]);
    r.mostrado.assign(record_[kColumnas - 1]);
    if (text::count_code_points(r.mostrado) > kLongestShown)
      fallos.error(Campo::nombre_mostrado, Code::out_of_range, r.mostrado,
                   "nombre_mostrado has more than {} characters", kLongestShown);
    if (fallos.limpio()) normalizar(r.v);
  }

  static void comprobar(Campo campo, std::string_view value, Fallos& fallos) {
    if (value.empty()) return;
    const auto& about = info(campo);
    const auto width = static_cast<std::size_t>(about.anchura) + (campo == Campo::fnac ? 2 : 0);
    if (!in_alphabet(value))
      fallos.error(campo, Code::bad_encoding, std::string(value),
                   "{} is not in the alphabet of INE's records: capital letters of ISO-8859-1; write a name "
                   "of another script as the document does in Latin letters",
                   about.nombre);
    else if (text::count_code_points(value) > width)
      fallos.error(campo, Code::out_of_range, std::string(value), "{} has more than {} characters",
                   about.nombre, width);
    else if (value.front() == ' ' || value.back() == ' ')
      fallos.error(campo, Code::invalid_value, std::string(value), "{} begins or ends with a blank",
                   about.nombre);
    else if (about.tipo == 'N' && campo != Campo::fnac && !digits(value, width))
      fallos.error(campo, Code::invalid_value, std::string(value), "{} must have {} digits", about.nombre,
                   width);
  }
  static bool digits(std::string_view value, std::size_t width) {
    return value.size() == width &&
           std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  text::CsvReader reader_;
  text::Record record_;
  std::int64_t roto_ = 1;
};

}  // namespace

const std::string& cabecera_csv() {
  static const auto header = [] {
    std::string out = "fvar;cvar;cauv";
    for (std::size_t i = 0; i < kCampos; ++i) out.append(";").append(info(static_cast<Campo>(i)).nombre);
    return out + ";nombre_mostrado";
  }();
  return header;
}

Result<std::unique_ptr<Lector>> leer_csv(proc::ByteSource& source) {
  auto lector = std::make_unique<LectorCsv>(source);
  if (const auto ok = lector->cabecera(); !ok) return tl::unexpected(ok.error());
  return lector;
}

}  // namespace sctf::padron
