#!/bin/bash
# A second year: who is new is notified one by one, whose value rose above the general update too; what comes after the
# approval is a complementary run; a mandate dies after 36 months without debits. All against the calculation of
# tests/e2e/sql, which knows the first year.
set -uo pipefail
# shellcheck source=tests/support/calculation.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/calculation.sh"

fresh_database data
mkdir -p "$DATA/conf.d"
echo 'tributos: {two_persons: false}' >"$DATA/conf.d/50-one.yaml"
Y1="--at 2025-05-20T09:00:00Z" Y2="--at 2026-05-20T09:00:00Z"
at() { # CLOCK COMMAND…: a verb on that day
  local clock=$1
  shift
  # shellcheck disable=SC2086
  sctf $clock "$@"
}
# run_of CLOCK TRIBUTO EJERCICIO LOAD ARGUMENT…
run_of() {
  local clock=$1 tributo=$2 ejercicio=$3 id=$4
  shift 4
  at "$clock" --json tributos issue --tributo "$tributo" --ejercicio "$ejercicio" --load "$id" "$@" >"$OUT" 2>"$ERR" ||
    fail "issue of $tributo $ejercicio"
  field run
}
load_of() { # CLOCK CENSUS FILE
  at "$1" --json tributos import --census "$2" "$3" >"$OUT" 2>"$ERR" || fail "import of $3"
  field load
}
approve() { # CLOCK RUN
  ends "approve $2" 0 at "$1" tributos approve "$2" "${APPROVAL[@]}"
}

sed 's/actualizacion_general: .*/actualizacion_general: "1.0300"/' "$SOURCE/etc/ordenanzas/2026.yaml" >"$WORK/2026.yaml"
SEED="('años', 1500, 1200, 1200, '{FN,ECO}')"
new_calculation y1 ejemplo 2025 "$SEED"
new_calculation y2 ejemplo 2026 "$SEED"
calc y2 -c "update parte set actualizacion = 1.03 where tributo = 'ibi'"
declare -A census=([ibi]=ibi [ivtm]=ivtm [basura]=tasa) second

for tributo in ibi ivtm basura; do
  kind=${census[$tributo]}
  generate y1 "$kind" "$WORK/y1-$kind.csv"
  take y1 "$kind" "$WORK/y1-$kind.csv"
  take y2 "$kind" "$WORK/y1-$kind.csv"
  id=$(load_of "$Y1" "$kind" "$WORK/y1-$kind.csv")
  run=$(run_of "$Y1" $tributo 2025 "$id")
  compare y1 $tributo "$kind" 2025 "$run"
  approve "$Y1" "$run"
  approved y1 $tributo y2
done

# The second census of IBI: values as they were, up by 3 % and by a cent more, down, up and reduced; holders who changed,
# came, went; lines told apart by hand.
calc y2 -q <<'SQL'
update censo_ibi c set valor_catastral = round(valor_catastral * case p.k when 0 then 1.03 when 1 then 1.0301 when 2 then 0.9 when 3 then 2 end, 2)
  from (select referencia_catastral as r, ('x' || substr(md5(referencia_catastral), 1, 6))::bit(24)::int % 10 as k from censo_ibi group by 1) p
 where p.r = referencia_catastral and p.k < 4;
update censo_ibi c set valor_catastral = valor_catastral + 0.01
  from (select referencia_catastral as r, ('x' || substr(md5(referencia_catastral), 1, 6))::bit(24)::int % 20 as k from censo_ibi group by 1) p
 where p.r = referencia_catastral and p.k = 10;
-- Another holder on one line in twelve; a holder whose number became known; one that lost it (and its domiciliation).
update censo_ibi set nif = nif_de(1000 + n * 13), nombre = 'COMPRADORA (FICTICIA)', iban = null, titular_cuenta_nif = null, mandato = null, fecha_mandato = null where n % 12 = 5;
update censo_ibi set nif = null, iban = null, titular_cuenta_nif = null, mandato = null, fecha_mandato = null where n % 50 = 7;
delete from censo_ibi where referencia_catastral in (select refcat(p) from generate_series(10, 1500, 31) p);
-- Properties that are new stand among the others and at the end.
create table nuevos as select * from genera_ibi where referencia_catastral in (select refcat(p) from generate_series(1, 1500, 40) p);
insert into censo_ibi select nextval('censo_ibi_n_seq'), 'N' || substr(referencia_catastral, 2), clase, uso, valor_catastral::numeric, valor_catastral_inicial::numeric,
  valor_base::numeric, nullif(coeficiente_reductor, '')::numeric, nif, nombre, derecho, cuota_participacion::numeric, division, notificada,
  domicilio_tributario, domicilio_fiscal, codigo_postal, municipio, iban, titular_cuenta_nif, 'N' || mandato, fecha_mandato::date, beneficios
  from nuevos;
update censo_ivtm set nif = nif_de(77 + n * 11) where n % 9 = 4 and nif is not null;
update censo_ivtm set matricula = 'G' || substr(matricula, 2) where n % 14 = 3;
update censo_tasa set nif = nif_de(77 + n * 11) where n % 9 = 4 and nif is not null;
update censo_tasa set objeto = 'NUEVO ' || n where n % 14 = 3;
SQL
for tributo in ibi ivtm basura; do
  kind=${census[$tributo]}
  write_out y2 "$kind" "$WORK/y2-$kind.csv"
  take y2 "$kind" "$WORK/y2-$kind.csv"
  id=$(load_of "$Y2" "$kind" "$WORK/y2-$kind.csv")
  run=$(run_of "$Y2" $tributo 2026 "$id" --ordenanza "$WORK/2026.yaml")
  compare y2 $tributo "$kind" 2026 "$run"
  same "$tributo: both clases" "liquidacion recibo" "$(sed 1d "$WORK/export" | cut -d";" -f2 | sort -u | paste -sd " ")"
  approve "$Y2" "$run"
  second[$tributo]=$run
done

# Before approval another load is refused; after it the same one is the same run, and what is lacking a complementary one.
calc y2 -c "update censo_ibi set referencia_catastral = 'Z' || substr(referencia_catastral, 2), mandato = 'Z' || mandato where referencia_catastral like 'N%'"
write_out y2 ibi "$WORK/y2b-ibi.csv"
cat "$WORK/y2-ibi.csv" <(grep '^Z' "$WORK/y2b-ibi.csv") >"$WORK/more-ibi.csv"
id=$(load_of "$Y2" ibi "$WORK/more-ibi.csv")
run=$(run_of "$Y2" ibi 2026 "$id" --ordenanza "$WORK/2026.yaml")
same "a complementary run is another" different "$([ "$run" = "${second[ibi]}" ] && echo same || echo different)"
approved y2 ibi y2
take y2 ibi "$WORK/more-ibi.csv"
compare y2 ibi ibi 2026 "$run" "objeto like 'Z%'"
same "all of a complementary run are liquidaciones" liquidacion "$(sed 1d "$WORK/export" | cut -d';' -f2 | sort -u)"
same "issued again" "$run" "$(run_of "$Y2" ibi 2026 "$id" --ordenanza "$WORK/2026.yaml")"
approve "$Y2" "$run"
same "approved and issued again" "$run" "$(run_of "$Y2" ibi 2026 "$id" --ordenanza "$WORK/2026.yaml")"
same "nothing lacks" true "$(field existed)"

# The debits of 2026; then 36 months: to the day they hold, a day later they do not.
ends "charge" 0 at "$Y2" tributos charge "${second[ibi]}" --out "$WORK/remesa"
year() { # EJERCICIO DAY-OF-DEBITS
  sed -e "s/2026/$1/g" -e "0,/cargo_domiciliados: .*/s//cargo_domiciliados: $2/" "$SOURCE/etc/ordenanzas/2026.yaml" >"$WORK/$1.yaml"
}
domiciled() { cut -d';' -f1,10 "$1" | grep -c '^[0-9].*;s$'; }
year 2029 2029-07-08
run=$(run_of "--at 2029-05-21T09:00:00Z" ibi 2029 "$id" --ordenanza "$WORK/2029.yaml")
export_run "$run" "$WORK/2029.csv"
debits=$(ask "select count(*) from adeudo")
same "something is debited" yes "$([ "$debits" -gt 100 ] && echo yes)"
same "36 months to the day" "$debits" "$(domiciled "$WORK/2029.csv")"
sctf --quiet tributos undo "$run" --cause "a day later"
year 2029 2029-07-09
run=$(run_of "--at 2029-05-21T09:00:00Z" ibi 2029 "$id" --ordenanza "$WORK/2029.yaml")
export_run "$run" "$WORK/2029.csv"
same "a day later" 0 "$(domiciled "$WORK/2029.csv")"
sctf --quiet tributos undo "$run" --cause "four years later"
year 2030 2030-07-08
run=$(run_of "--at 2030-05-21T09:00:00Z" ibi 2030 "$id" --ordenanza "$WORK/2030.yaml")
export_run "$run" "$WORK/2030.csv"
same "four years later nobody is debited" 0 "$(domiciled "$WORK/2030.csv")"

balanced "all years"
echo "$lines lines compared"
finish
