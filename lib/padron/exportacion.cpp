#include "padron/exportacion.hpp"

#include <algorithm>
#include <tuple>

#include "audit/audit.hpp"
#include "crypto/sha256.hpp"
#include "padron/escritor.hpp"
#include "padron/fichero.hpp"
#include "padron/filas.hpp"
#include "padron/lector.hpp"
#include "padron/sql.hpp"
#include "proc/file.hpp"
#include "text/zone.hpp"

namespace sctf::padron {
namespace {

constexpr std::size_t kFlushAt = 256 * 1024;

/// The file of an export: hashed as it grows, there whole or not at all, nowhere in a rehearsal.
class Salida {
 public:
  Salida(const std::filesystem::path& path, bool dry_run) {
    if (dry_run) return;
    proc::make_folders(path.parent_path());
    file_.emplace(proc::AtomicFile::create(path));
  }
  std::string& buffer() { return buffer_; }
  void registro() {
    ++registros_;
    if (buffer_.size() >= kFlushAt) flush();
  }
  void flush() {
    hash_.update(buffer_);
    if (file_) file_->write(buffer_);
    buffer_.clear();
  }
  void commit() {
    flush();
    if (file_) file_->commit();
  }
  [[nodiscard]] std::int64_t registros() const { return registros_; }
  [[nodiscard]] std::string sha256() {
    flush();
    return hash_.hex();
  }

 private:
  std::optional<proc::AtomicFile> file_;
  std::string buffer_;
  crypto::Sha256 hash_;
  std::int64_t registros_ = 0;
};

// One line of COPY's text format, its values in place: tabs apart, a backslash doubled.
class LineaCopy {
 public:
  static constexpr std::size_t kValores = kCampos + 4;  // fvar, cvar, cauv, the block, nombre_mostrado
  void leer(std::string_view line) {
    if (line.find('\\') != std::string_view::npos) {
      clear_.clear();
      for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\' && i + 1 < line.size()) ++i;
        clear_ += line[i];
      }
      line = clear_;
    }
    for (std::size_t i = 0; i < kValores; ++i) {
      const auto tab = std::min(line.find('\t'), line.size());
      valores_[i] = line.substr(0, tab);
      line.remove_prefix(std::min(tab + 1, line.size()));
    }
    std::copy_n(valores_.begin() + 3, kCampos, v_.begin());
  }
  [[nodiscard]] std::string_view operator[](std::size_t i) const { return valores_[i]; }
  [[nodiscard]] const Vista& v() const { return v_; }

 private:
  std::string clear_;
  std::array<std::string_view, kValores> valores_;
  Vista v_;
};

void anotar(db::Transaction& tx, const Caller& caller, const char* format, const Exportado& out) {
  audit::record(tx, caller,
                {.action = "padron.export",
                 .object = fmt::format("fichero/{}", out.fichero.filename().string()),
                 .reason = {},
                 .detail = {{"format", format}, {"registros", out.registros}, {"sha256", out.sha256}}});
}

template <class Each>
void cada_vivo(db::Transaction& tx, Ente ente, int ejercicio, const Each& each) {
  LineaCopy line;
  tx.copy_out(
      sql::completo_copy,
      [&](std::string_view text) {
        line.leer(text);
        each(line);
      },
      ente, make_day(ejercicio - 1, 12, 31));
}

struct UltimoLote {
  std::int64_t id = 0;
  std::string sha256;
};

UltimoLote ultimo_lote(db::Transaction& tx, Ente ente, const char* clase, const std::string& periodo) {
  const auto rows = tx.query(sql::lote_ultimo, ente, clase, periodo);
  if (rows.empty()) return {};
  return {rows.front().get<std::int64_t>("id"), rows.front().get<std::string>("sha256")};
}

std::int64_t nuevo_lote(db::Transaction& tx, Ente ente, const char* clase, const std::string& periodo,
                        const Exportado& out, Instant clock, std::int64_t corrige) {
  const auto replaced = corrige == 0 ? std::optional<std::int64_t>{} : std::optional(corrige);
  return tx
      .query(sql::lote_insert, ente, clase, periodo, out.fichero.filename().string(), out.registros,
             out.sha256, clock, replaced, std::optional<std::int64_t>{})
      .front()
      .get<std::int64_t>(0);
}

// The movements of a month as the rows of a lot.
struct FilaLote {
  std::string nia;
  int n = 0, anterior = 0;
  friend auto operator<=>(const FilaLote&, const FilaLote&) = default;
};

std::vector<FilaLote> leer_filas(const db::Rows& rows) {
  std::vector<FilaLote> out;
  for (const auto& row : rows)
    out.push_back({row.get<std::string>("nia"), row.get<int>("n"), row.get<int>("anterior")});
  std::sort(out.begin(), out.end());
  return out;
}

void escribir_lote(db::Transaction& tx, Ente ente, std::int64_t lote, const PeticionExportacion& p,
                   const Trazado& traza, Salida& salida) {
  const EscritorIne escritor(traza);
  Bloque antes, despues;
  tx.stream(
      sql::lote_registros,
      [&](const db::Row& row) {
        constexpr int kPrimera = 8;  // columns before the blocks
        const auto cvar = row.view(1), cauv = row.view(2);
        const bool alta = cvar == "A", duplicado = cvar == "B" && cauv == "DU";
        RegistroSalida r{.cpro = p.cpro, .cmun = p.cmun, .fvar = row.view(0), .cvar = cvar, .cauv = cauv};
        Vista va, vv;
        if (!alta && row.get<bool>(7)) {
          leer_bloque(row, kPrimera, antes);
          va = vista(antes);
          r.antes = &va;
        }
        leer_bloque(row, kPrimera + static_cast<int>(kCampos), despues);
        if (cvar == "B" && !duplicado) {
          const std::string keep[] = {despues[Campo::prdp], despues[Campo::mudp], despues[Campo::codp]};
          despues.vaciar();
          despues[Campo::prdp] = keep[0], despues[Campo::mudp] = keep[1], despues[Campo::codp] = keep[2];
        }
        vv = vista(despues);
        r.v = &vv;
        escritor.escribir(r, salida.buffer());
        salida.registro();
      },
      ente, lote);
}

}  // namespace

Exportado exportar_completo(db::Transaction& tx, const Caller& caller, Instant clock, const Trazado& traza,
                            const PeticionExportacion& p) {
  Exportado out{.fichero = p.carpeta / nombre_anual(traza, p.cpro, p.cmun, p.ejercicio), .sha256 = {}};
  tx.exec(sql::padron_lock, caller.ente);
  Salida salida(out.fichero, p.dry_run);
  const EscritorIne escritor(traza);
  cada_vivo(tx, caller.ente, p.ejercicio, [&](const LineaCopy& line) {
    escritor.escribir({.cpro = p.cpro,
                       .cmun = p.cmun,
                       .antes = &line.v(),
                       .fvar = line[0],
                       .cvar = line[1],
                       .cauv = line[2],
                       .v = &line.v()},
                      salida.buffer());
    salida.registro();
  });
  out.sha256 = salida.sha256();
  out.registros = salida.registros();
  const auto periodo = std::to_string(p.ejercicio);
  const auto last = ultimo_lote(tx, caller.ente, "C", periodo);
  out.existed = last.id != 0 && last.sha256 == out.sha256;
  out.lote = last.id;
  if (!out.existed) {
    out.corrige = last.id;
    out.lote = nuevo_lote(tx, caller.ente, "C", periodo, out, clock, last.id);
  }
  anotar(tx, caller, "ine-full", out);
  salida.commit();
  return out;
}

Exportado exportar_mes(db::Transaction& tx, const Caller& caller, Instant clock, const Trazado& traza,
                       const PeticionExportacion& p) {
  Exportado out{.fichero = p.carpeta / nombre_mensual(traza, p.cpro, p.cmun, p.ano, p.mes), .sha256 = {}};
  const auto first = make_day(p.ano, static_cast<unsigned>(p.mes), 1);
  tx.exec(sql::padron_lock, caller.ente);
  const auto filas = leer_filas(tx.query(sql::mes_movimientos, caller.ente, text::start_of_day(first),
                                         text::start_of_day(add_months(first, 1))));
  const auto periodo = fmt::format("{}-{:02}", p.ano, p.mes);
  const auto last = ultimo_lote(tx, caller.ente, "H", periodo);
  out.lote = last.id;
  out.existed = last.id != 0 && leer_filas(tx.query(sql::lote_movimientos, caller.ente, last.id)) == filas;
  if (!out.existed) {
    out.corrige = last.id;
    out.lote = nuevo_lote(tx, caller.ente, "H", periodo, out, clock, last.id);
    auto copy = tx.copy_in(sql::lote_movimiento_copy);
    for (const auto& fila : filas) {
      copy.add(caller.ente).add(out.lote).add(fila.nia).add(fila.n);
      copy.add(fila.anterior == 0 ? std::optional<int>{} : std::optional(fila.anterior)).end_row();
    }
    copy.finish();
  }
  Salida salida(out.fichero, p.dry_run);
  escribir_lote(tx, caller.ente, out.lote, p, traza, salida);
  out.sha256 = salida.sha256();
  out.registros = salida.registros();
  if (!out.existed)
    tx.exec(sql::lote_sellar, caller.ente, out.lote, out.registros, out.sha256);
  else if (out.sha256 != last.sha256)
    throw Error(Code::internal, "lot {} of {} was {}, and would be {} now", out.lote, periodo, last.sha256,
                out.sha256);
  anotar(tx, caller, "ine-month", out);
  salida.commit();
  return out;
}

Exportado exportar_csv(db::Transaction& tx, const Caller& caller, const PeticionExportacion& p) {
  Exportado out{.fichero = p.carpeta / "padron.csv", .sha256 = {}};
  Salida salida(out.fichero, p.dry_run);
  salida.buffer() = cabecera_csv() + "\n";
  cada_vivo(tx, caller.ente, p.ejercicio, [&](const LineaCopy& line) {
    escribir_csv(line[0], line[1], line[2], line.v(), line[LineaCopy::kValores - 1], salida.buffer());
    salida.registro();
  });
  out.sha256 = salida.sha256();
  out.registros = salida.registros();
  anotar(tx, caller, "csv", out);
  salida.commit();
  return out;
}

}  // namespace sctf::padron
