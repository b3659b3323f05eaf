# Read by tests that disturb a campaign: an uninterrupted one to compare with, and what is compared.
# shellcheck shell=bash
# shellcheck source=tests/support/e2e.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/e2e.sh"

SEED=${SCTF_SEED:-$RANDOM}
RANDOM=$SEED
TRIBUTOS=()
campaign=0 # process id of the one that `start` began

# city INHABITANTS TRIBUTO…: the city, and its campaign from beginning to end without a disturbance.
city() {
  local inhabitants=$1
  shift
  TRIBUTOS=("$@")
  "$SCTF" --quiet demo city --inhabitants "$inhabitants" --seed 7 --out "$WORK/city" || fail "demo city"
  ends "db init" 0 "$SCTF" --quiet --data "$WORK/made" db init
  "$SCTF" --quiet --data "$WORK/made" db stop
  mkdir "$WORK/calm"
  cp -a "$WORK/made" "$WORK/calm/.datos"
  ends "an uninterrupted campaign" 0 "$SCTF" --quiet demo campaign --city "$WORK/city" --out "$WORK/calm" --tributo "${TRIBUTOS[@]}"
  DATA=$WORK/calm/.datos
  CALM=$(fingerprint)
  "$SCTF" --quiet --data "$DATA" db stop
}

# fingerprint: all that the ledger, the padrones, the remesas, the bank's records, the acts and the parties hold, without
# the numbers of runs and parties.
fingerprint() {
  ask "select md5(string_agg(concat_ws('|', valor, n, clase, componente, importe_cts, condicional, contable, pago, fichero, valor_fecha, causa), ';' order by valor, n)) from apunte
    union all select md5(string_agg(concat_ws('|', linea, valor, situacion, objeto, nif, liquida_cts, rebaja_cts, importe_cts), ';' order by valor, objeto, linea)) from padron_fiscal
    union all select md5(string_agg(concat_ws('|', valor, secuencia, mandato, iban, deudor, importe_cts, fecha_cobro), ';' order by valor)) from adeudo
    union all select md5(string_agg(concat_ws('|', f.formato, f.fichero, f.sha256, r.n, r.valor, r.resultado, r.aplicado_cts, r.depositado_cts, r.pendiente_cts,
        coalesce(r.anula_n, 0), r.contable), ';' order by f.formato, f.fichero, r.n, r.valor)) from cobro_resultado r join cobro_fichero f using (ente, run)
    union all select md5(string_agg(concat_ws('|', f.fichero, k.n, k.clave), ';' order by k.clave)) from cobro_clave k join cobro_fichero f using (ente, run)
    union all select md5(string_agg(concat_ws('|', origen, d.n, valor, p.nif, pagador, pagador_iban, importe_cts, contable, causa), ';' order by valor, causa, d.n, importe_cts, pagador))
      from deposito d left join lateral (select min(x.numero) as nif from persona_documento x where x.ente = d.ente and x.persona = d.persona) p on true
    union all select md5(string_agg(concat_ws('|', valor, remesa, n, clase, fecha, motivo, aplicado_cts, rebaja_cts, depositado_cts, cobro), ';' order by valor, remesa, n)) from adeudo_suceso
    union all select md5(string_agg(concat_ws('|', m.clave, m.fecha, m.importe_cts, c.clase, split_part(c.por, '/', 2)), ';' order by m.clave))
      from movimiento m left join conciliacion c using (ente, clave)
    union all select md5(string_agg(concat_ws('|', valor, n, clase, motivo, acto, fecha, coalesce(parcial_cts, 0)), ';' order by valor, n)) from anulacion
    union all select md5(string_agg(concat_ws('|', valor, n, desde, coalesce(hasta::text, ''), acto), ';' order by valor, n)) from suspension
    union all select count(*)::text from emision union all select count(*)::text from cargo union all select count(*)::text from censo
    union all select count(*)::text from persona union all select count(*)::text from mandato union all select count(*)::text from cobro" | paste -sd ' '
}

# begin NAME [bare]: a folder for the next disturbed campaign, with a database that is made already unless it is bare;
# that of the last one is stopped.
begin() {
  [ ! -d "${OUTDIR:-/none}/.datos/pg" ] || "$SCTF" --quiet --data "$OUTDIR/.datos" db stop
  OUTDIR=$WORK/$1
  DATA=$OUTDIR/.datos
  mkdir -p "$OUTDIR"
  [ "${2:-}" = bare ] || cp -a "$WORK/made" "$DATA"
}

# start: the campaign in the background, a process group of its own.
start() {
  setsid "$SCTF" --quiet demo campaign --city "$WORK/city" --out "$OUTDIR" --tributo "${TRIBUTOS[@]}" >"$OUT" 2>"$ERR" </dev/null &
  # shellcheck disable=SC2034  # read by the tests
  campaign=$!
}

# pause FROM TO: hundredths of a second, by chance.
pause() { sleep "$(awk -v n=$(($1 + RANDOM % ($2 - $1))) 'BEGIN {print n / 100}')"; }

# complete NAME: the same line, until it says that all is done; a server that comes up again may want a second try.
complete() {
  local status
  for _ in 1 2 3; do
    status=0
    "$SCTF" --quiet demo campaign --city "$WORK/city" --out "$OUTDIR" --tributo "${TRIBUTOS[@]}" >"$OUT" 2>"$ERR" </dev/null || status=$?
    [ $status = 69 ] || [ $status = 75 ] || break
    sleep 1
  done
  if [ $status = 0 ]; then pass; else fail "$1 (SCTF_SEED=$SEED): the same line ended with $status"; fi
}

# identical NAME: files, manifest and ledger as without a disturbance, nothing left over, and the books square.
identical() {
  local found
  same_file "$1 (SCTF_SEED=$SEED): manifest" "$WORK/calm/manifest.json" "$OUTDIR/manifest.json"
  found=$(diff -r -x .datos -x informe.txt "$WORK/calm" "$OUTDIR")
  same "$1 (SCTF_SEED=$SEED): files" "" "$found"
  same "$1 (SCTF_SEED=$SEED): ledger" "$CALM" "$(fingerprint)"
  balanced "$1 (SCTF_SEED=$SEED)"
}
