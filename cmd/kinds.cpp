#include "cmd/kinds.hpp"

#include "tributos/censo.hpp"
#include "tributos/emision.hpp"
#include "tributos/lista.hpp"
#include "tributos/remesa.hpp"

namespace sctf::cmd {

void register_kinds(jobs::Registry& registry) {
  registry.add(tributos::make_carga());
  registry.add(tributos::make_emision());
  registry.add(tributos::make_lista());
  registry.add(tributos::make_cargo());
  registry.add(tributos::make_ficheros_remesa());
}

}  // namespace sctf::cmd
