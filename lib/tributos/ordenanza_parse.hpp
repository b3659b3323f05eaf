#pragma once

#include "config/reader.hpp"
#include "tributos/ordenanza.hpp"

namespace sctf::tributos {

/// Reads the parts of an ordinance, collecting every problem. Inside this folder only.
class OrdenanzaReader {
 public:
  OrdenanzaReader(const config::Node& root, config::Problems& problems) : root_(root), problems_(problems) {}
  Ordenanza read();

 private:
  using Node = config::Node;
  using MapReader = config::MapReader;

  void read_periodos(const Node& node, Ordenanza& out);
  Periodo read_periodo(const Node& node);
  void read_voluntaria(const Node& node, Periodo& out);
  std::optional<SegundoPlazo> read_segundo_plazo(const Node& node, const Periodo& periodo);
  void check_periodos(const Ordenanza& out);
  void check_named_once(const Ordenanza& out, std::string_view tributo, const Node::Entry& entry);

  // What every part may hold: beneficios, recibo_minimo, domiciliacion.
  ParteComun read_comun(MapReader& part, const std::string& where);
  std::vector<Beneficio> read_beneficios(const Node& node, const std::string& where);
  Beneficio read_beneficio(const Node::Entry& entry, const std::string& where);
  void check_compatible(const Node& node, const std::vector<Beneficio>& all);
  std::optional<Domiciliacion> read_domiciliacion(const Node& node, const std::string& where);

  OrdenanzaIbi read_ibi(const Node& node);
  void read_tipos(const Node& node, OrdenanzaIbi& out);
  void read_tipos_por_uso(const Node& node, OrdenanzaIbi& out);

  OrdenanzaIvtm read_ivtm(const Node& node);
  ClaseVehiculo read_clase(const Node::Entry& entry);
  void read_bandas(const Node& node, ClaseVehiculo& out);
  std::optional<Banda> read_banda(const Node& node, const std::string& where, bool last);
  void read_coeficientes(const Node& node, OrdenanzaIvtm& out);
  std::optional<Decimal> read_coeficiente(const Node& node, const std::string& where);

  OrdenanzaTasa read_tasa(const Node::Entry& entry);

  std::optional<Decimal> read_bounded(const Node& node, const std::string& what, const Decimal& least,
                                      const Decimal& most, int max_decimals, std::string_view article);
  std::optional<Tarifa> read_tarifa(const Node& node, const std::string& what, int max_decimals);
  std::optional<Cents> read_amount(const Node& node, const std::string& what);

  const Node& root_;
  config::Problems& problems_;
};

}  // namespace sctf::tributos
