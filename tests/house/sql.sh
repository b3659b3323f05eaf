#!/bin/bash
# What every query of the program keeps to: a first line that says what it is, one body of the installation at a time,
# facts that are never changed, and a caller.
set -uo pipefail
export LC_ALL=C.UTF-8
cd "${SCTF_SOURCE:-$(dirname -- "${BASH_SOURCE[0]}")/../..}" || exit 1

facts='apunte|deposito|notificacion|adeudo|emision_acto|mandato_acto|audit|audit_chain|cobro|cobro_resultado|adeudo_suceso|anulacion|suspension|movimiento|conciliacion|documento|documento_sujeto|documento_anulacion|documento_prefijo|documento_tiempo|documento_extension|autoridad_tiempo|validacion|actuacion|csv_sistema|sello|deposito_acto|incidencia_acto|retorno_registro|expediente_padron|expediente_padron_persona|expediente_padron_paso|carta_padron|cesion|cesion_persona'
bad=0
wrong() { bad=$((bad + 1)) && printf '%s\n' "$1"; }

for file in lib/*/sql/*.sql; do
  module=${file#lib/}
  module=${module%%/*}
  name=$(basename "$file" .sql)
  text=$(sed 's/--.*//' "$file")
  statement=$(tr '\n' ' ' <<<"$text")
  case $statement in
    *copy\ *\ from\ stdin* | *create\ temporary\ table* | *analyze\ *) ;; # take no parameters
    lock\ table\ *) ;;
    *)
      [[ $(head -n 1 "$file") == '-- '* ]] || wrong "$file: its first line says nothing of it"
      # A session's own tables (parte_nueva …) hold rows of one ente alone.
      if grep -oiwE '(from|join|into|update) +[a-z_]+' <<<"$statement" | grep -qvE '_(nueva|nuevo)$'; then
        grep -qw ente <<<"$statement" || wrong "$file: asks for no ente"
      fi
      ;;
  esac
  if grep -qiE "(^|[^a-z_])(update|delete from) +($facts)($|[^a-z_])" <<<"$statement"; then
    wrong "$file: changes a fact; facts are only inserted"
  fi
  grep -rqE "(sql::|$module::sql::)$name\b" lib cmd --include=*.cpp --include=*.hpp || wrong "$file: nobody uses it"
done
[ "$bad" -eq 0 ] || exit 1
