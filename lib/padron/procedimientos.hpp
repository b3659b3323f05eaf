#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.hpp"
#include "base/result.hpp"

namespace sctf::padron {

/// A step of a procedure, as etc/padron/procedimientos.yaml has it.
struct PasoProcedimiento {
  std::string nombre, texto;
  std::vector<std::string> tras;  ///< the steps that it may follow; none: it opens the expediente
  int meses = 0, dias = 0;        ///< its term from its date: months, else working days; both 0: none
  std::string sigue_plazo;        ///< it goes on with the term of that step; empty: it has its own
  bool espera = false;            ///< only once the term before it has ended
  bool fin = false;               ///< nothing follows
  std::string movimientos;        ///< codes of movements that it lets be registered, apart by blanks
  std::string carta;              ///< class of the letter that goes with it; empty: none
  std::string vence;              ///< what to do when its term ends

  /// Last day of its term (LPAC 30: working days begin on the next day; months end on the same number, or
  /// the month's last; a term that ends on a non-working day ends on the next working one). Nothing without
  /// a term; `no_calendar` where the year's holidays are not held.
  [[nodiscard]] SCTF_API Result<std::optional<Day>> plazo(Day fecha, const Calendar& calendario) const;
};

/// The procedures of the padrón's office, by class.
class SCTF_API Procedimientos {
 public:
  /// All that is wrong with the file is one problem with its line and column.
  [[nodiscard]] static Result<Procedimientos> cargar(const std::filesystem::path& file);
  [[nodiscard]] static Result<Procedimientos> parse(std::string_view yaml, const std::string& file);

  [[nodiscard]] bool tiene(const std::string& clase) const { return clases_.contains(clase); }
  /// `baja_oficio, caducidad, …`: for messages.
  [[nodiscard]] std::string clases() const;
  /// The step that opens an expediente of that class; the class must be there.
  [[nodiscard]] const PasoProcedimiento& primero(const std::string& clase) const;
  /// Null where the class has no such step.
  [[nodiscard]] const PasoProcedimiento* paso(const std::string& clase, const std::string& nombre) const;
  /// What may follow a step.
  [[nodiscard]] std::vector<const PasoProcedimiento*> siguientes(const std::string& clase,
                                                                 const std::string& paso) const;

 private:
  std::map<std::string, std::vector<PasoProcedimiento>, std::less<>> clases_;
};

}  // namespace sctf::padron
