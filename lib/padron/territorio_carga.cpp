#include <algorithm>

#include "padron/sql.hpp"
#include "padron/territorio.hpp"
#include "proc/file.hpp"
#include "proc/lines.hpp"
#include "text/csv.hpp"

namespace sctf::padron {
namespace {

// The layouts of territory by the length of their records: 1997, and the national street file.
constexpr std::pair<std::size_t, const char*> kTerritorio[] = {
    {604, "ine_unidades_604"}, {108, "ine_vias_108"},       {132, "ine_vias_132"},
    {77, "ine_pseudovias_77"}, {127, "ine_pseudovias_127"}, {273, "ine_tramos_273"},
    {11, "ine_secciones_11"},  {43, "ine_renumeracion_43"}};

/// One record of territory: its fields by block and name.
class RegistroFijo {
 public:
  RegistroFijo(const Trazado& traza, std::string_view linea) : traza_(traza), linea_(linea) {}
  [[nodiscard]] std::string texto(char bloque, std::string_view nombre) const {
    const auto* pieza = traza_.pieza(bloque, nombre);
    if (pieza == nullptr) return {};
    auto bytes = linea_.substr(pieza->desde, pieza->ancho);
    while (bytes.ends_with(' ')) bytes.remove_suffix(1);
    std::string out;
    for (const char c : bytes) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte >= 0x80) out += static_cast<char>(0xC0U | (byte >> 6U));
      out += byte < 0x80 ? c : static_cast<char>(0x80U | (byte & 0x3FU));
    }
    return out;
  }
  /// The result block where it is filled, else the identification.
  [[nodiscard]] std::string valor(std::string_view nombre) const {
    auto out = texto('V', nombre);
    return out.empty() ? texto('I', nombre) : out;
  }
  [[nodiscard]] std::int64_t columna(char bloque, std::string_view nombre) const {
    const auto* pieza = traza_.pieza(bloque, nombre);
    return pieza == nullptr ? 1 : static_cast<std::int64_t>(pieza->desde) + 1;
  }

 private:
  const Trazado& traza_;
  std::string_view linea_;
};

class CargaTerritorio {
 public:
  CargaTerritorio(db::Transaction& tx, Ente ente, const Marco& marco,
                  const std::function<void(Problem)>& refuse)
      : tx_(tx), ente_(ente), marco_(marco), refuse_(refuse) {}

  Result<void> fichero(const std::filesystem::path& path, const Trazados& trazados) {
    auto file = proc::FileReader::open(path);
    if (!file) return tl::unexpected(file.error());
    proc::LineReader lineas(**file, kLineaMasLarga);
    std::string_view linea;
    std::optional<Trazado> traza;
    nombre_ = path.string();
    for (;;) {
      const auto more = lineas.next(linea);
      if (!more) return tl::unexpected(Problem(more.error()).at(nombre_, lineas.number(), 1));
      if (!*more) return {};
      numero_ = lineas.number();
      if (!traza) {
        const auto* found = std::find_if(std::begin(kTerritorio), std::end(kTerritorio),
                                         [&](const auto& one) { return one.first == linea.size(); });
        if (found == std::end(kTerritorio))
          return tl::unexpected(
              Problem{.code = Code::wrong_length,
                      .text = fmt::format("no territory file has records of {} positions", linea.size())}
                  .at(nombre_, 1, 1));
        auto loaded = trazados.cargar(found->second);
        if (!loaded) return tl::unexpected(loaded.error().front());
        traza = std::move(*loaded);
      }
      if (linea.size() != traza->longitud) {
        rechazar(1, Code::wrong_length, std::to_string(linea.size()),
                 fmt::format("the record has {} positions, {} are wanted", linea.size(), traza->longitud));
        continue;
      }
      una(RegistroFijo(*traza, linea), traza->longitud);
    }
  }

  /// `cvia;nombre`: other names by which people know a street.
  Result<void> alias(const std::filesystem::path& path) {
    auto file = proc::FileReader::open(path);
    if (!file) return tl::unexpected(file.error());
    text::CsvReader reader(**file);
    text::Record record;
    nombre_ = path.string();
    for (;;) {
      const auto more = reader.next(record);
      if (!more)
        return tl::unexpected(Problem(more.error()).at(nombre_, more.error().line, more.error().column));
      if (!*more) return {};
      numero_ = record.line();
      if (numero_ == 1 && record.raw() == "cvia;nombre") continue;
      if (record.size() != 2)
        rechazar(1, Code::wrong_columns, std::string(record.raw().substr(0, 60)),
                 "an alias is cvia;nombre, under that header");
      else
        alias_.emplace_back(record[0], record[1]);
    }
  }

  Result<TerritorioCargado> cerrar() {
    solapes();
    if (refused_ > 0)
      return problem(Code::lines_refused, "{} lines of territory were refused; nothing was loaded", refused_);
    if (!tramos_.empty()) {
      tx_.exec(sql::tramo_quitar, ente_);
      auto copy = tx_.copy_in(sql::tramo_copy);
      for (const auto& one : tramos_) {
        const auto& t = one.tramo;
        copy.add(ente_).add(t.dist).add(t.secc).add(t.lsecc).add(one.subsc).add(t.cun).add(t.cvia);
        copy.add(t.cpsvia).add(one.manz).add(t.cpos).add(t.tinum).add(t.ein).add(t.cein).add(t.esn);
        copy.add(t.cesn).end_row();
      }
      copy.finish();
    }
    for (const auto& [cvia, nombre] : alias_) tx_.exec(sql::alias_insert, ente_, cvia, nombre);
    return cuenta_;
  }

 private:
  struct TramoLeido {
    Tramo tramo;
    std::string subsc, manz, fichero;
    std::int64_t linea;
  };

  void una(const RegistroFijo& r, std::size_t longitud) {
    if (r.texto('I', "CPRO") != marco_.cpro || r.texto('I', "CMUN") != marco_.cmun) {
      rechazar(1, Code::invalid_value, r.texto('I', "CPRO") + r.texto('I', "CMUN"),
               fmt::format("the record is of another municipality than {} {}", marco_.cpro, marco_.cmun));
      return;
    }
    if (r.texto('C', "CVAR") == "B") return;  // no longer there
    switch (longitud) {
      case 604:
        cuenta_.unidades += tx_.exec(sql::unidad_insert, ente_, r.texto('I', "CUN"), r.texto('V', "NENTCOC"),
                                     r.texto('V', "NENTSIC"), r.texto('V', "NNUCLEC"));
        return;
      case 108:
      case 132: return via(r);
      case 77:
      case 127:
        cuenta_.pseudovias +=
            tx_.exec(sql::pseudovia_insert, ente_, r.valor("CPSVIA"), r.texto('V', "DPSVIA"));
        return;
      case 273: return tramo(r);
      case 11:
        cuenta_.secciones += tx_.exec(sql::seccion_insert, ente_, r.texto('I', "DIST"), r.texto('I', "SECC"),
                                      r.texto('I', "LSECC"));
        return;
      default: renumeracion(r);
    }
  }

  void via(const RegistroFijo& r) {
    const auto tvia = r.texto('V', "TVIA");
    if (!marco_.listas.tipo_via(tvia))
      return rechazar(r.columna('V', "TVIA"), Code::unknown_value, tvia,
                      fmt::format("TVIA \"{}\" is no type of INE's table", tvia));
    cuenta_.vias +=
        tx_.exec(sql::via_insert, ente_, r.valor("CVIA"), tvia, r.texto('V', "NVIAC"), r.texto('V', "NVIA"));
  }

  void tramo(const RegistroFijo& r) {
    TramoLeido leido{{r.valor("DIST"), r.valor("SECC"), r.valor("LSECC"), r.valor("CUN"), r.valor("CVIA"),
                      r.valor("CPSVIA"), r.valor("TINUM"), r.valor("EIN"), r.valor("CEIN"), r.valor("ESN"),
                      r.valor("CESN"), r.valor("CPOS")},
                     r.valor("SUBSC"),
                     r.valor("MANZ"),
                     nombre_,
                     numero_};
    auto& t = leido.tramo;
    if (t.cvia.empty()) t.cvia = "00000";
    if (t.cpsvia.empty()) t.cpsvia = "00000";
    const bool odd = t.tinum == "1", even = t.tinum == "2";
    const auto parity = [&](const std::string& n) { return n.empty() || ((n.back() - '0') % 2 == 1) == odd; };
    if (!odd && !even && t.tinum != "0")
      return rechazar(r.columna('V', "TINUM"), Code::unknown_value, t.tinum,
                      fmt::format("TINUM is 0, 1 or 2, not \"{}\"", t.tinum));
    if ((t.ein + t.cein) > (t.esn + t.cesn) && t.ein >= t.esn)
      return rechazar(r.columna('V', "ESN"), Code::inconsistent, t.esn,
                      fmt::format("the upper end {} is below the lower one, {}", t.esn, t.ein));
    if ((odd || even) && (!parity(t.ein) || !parity(t.esn)))
      return rechazar(r.columna('V', "EIN"), Code::inconsistent, t.ein + "-" + t.esn,
                      fmt::format("{} to {} are not {}", t.ein, t.esn, odd ? "odd" : "even"));
    tx_.exec(sql::seccion_insert, ente_, t.dist, t.secc, t.lsecc);
    tramos_.push_back(std::move(leido));
    ++cuenta_.tramos;
  }

  void renumeracion(const RegistroFijo& r) {
    cuenta_.renumeraciones += tx_.exec(
        sql::renumeracion_insert, ente_, r.texto('I', "CVIA"), r.texto('I', "CPSVIA"), r.texto('I', "TINUM"),
        r.texto('V', "NCALI") + r.texto('V', "CNCALI"), r.texto('V', "NCALF") + r.texto('V', "CNCALF"));
  }

  // No number of a side lies in two tramos.
  void solapes() {
    const auto key = [](const Tramo& t) {
      return std::tie(t.cvia, t.cpsvia, t.cvia == "00000" && t.cpsvia == "00000" ? t.cun : kNinguno, t.tinum,
                      t.ein, t.cein);
    };
    std::sort(tramos_.begin(), tramos_.end(),
              [&](const TramoLeido& a, const TramoLeido& b) { return key(a.tramo) < key(b.tramo); });
    for (std::size_t i = 1; i < tramos_.size(); ++i) {
      const auto& a = tramos_[i - 1].tramo;
      const auto& b = tramos_[i].tramo;
      const bool side = a.cvia == b.cvia && a.cpsvia == b.cpsvia && a.tinum == b.tinum && a.tinum != "0" &&
                        (a.cvia != "00000" || a.cpsvia != "00000" || a.cun == b.cun);
      if (!side || b.ein + b.cein > a.esn + a.cesn) continue;
      nombre_ = tramos_[i].fichero, numero_ = tramos_[i].linea;
      rechazar(1, Code::duplicate, b.ein + "-" + b.esn,
               fmt::format("{} to {} of street {} overlaps the tramo of line {}", b.ein, b.esn, b.cvia,
                           tramos_[i - 1].linea));
    }
  }

  void rechazar(std::int64_t columna, Code code, std::string valor, std::string texto) {
    ++refused_;
    refuse_(Problem{.code = code, .text = std::move(texto), .value = std::move(valor)}.at(nombre_, numero_,
                                                                                          columna));
  }

  inline static const std::string kNinguno;
  db::Transaction& tx_;
  Ente ente_;
  const Marco& marco_;
  const std::function<void(Problem)>& refuse_;
  std::string nombre_;
  std::int64_t numero_ = 0, refused_ = 0;
  std::vector<TramoLeido> tramos_;
  std::vector<std::pair<std::string, std::string>> alias_;
  TerritorioCargado cuenta_;
};

}  // namespace

Result<TerritorioCargado> cargar_territorio(db::Transaction& tx, Ente ente,
                                            const std::filesystem::path& carpeta, const Trazados& trazados,
                                            const Marco& marco, const std::function<void(Problem)>& refuse) {
  std::vector<std::filesystem::path> files;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(carpeta, failed))
    if (entry.is_regular_file()) files.push_back(entry.path());
  if (failed)
    return problem(Code::no_input, "cannot read the folder {}: {}", carpeta.string(), failed.message());
  if (files.empty()) return problem(Code::empty_file, "{} holds no file", carpeta.string());
  std::sort(files.begin(), files.end());
  CargaTerritorio carga(tx, ente, marco, refuse);
  for (const auto& file : files)
    if (const auto read = file.extension() == ".csv" ? carga.alias(file) : carga.fichero(file, trazados);
        !read)
      return tl::unexpected(read.error());
  return carga.cerrar();
}

}  // namespace sctf::padron
