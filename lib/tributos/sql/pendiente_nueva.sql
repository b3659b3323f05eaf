-- Lines of a load of opening balances; `valor` is the id by which banks know it, 0 where there is none.
create temporary table pendiente_nueva (
  linea bigint not null, referencia text not null, valor bigint not null, tributo text not null, ejercicio int not null, objeto text not null,
  nif text not null, nombre text not null, estado text not null, principal_cts bigint not null, recargo_cts bigint not null,
  interes_cts bigint not null, costas_cts bigint not null, ingresado_cts bigint not null, fin_voluntaria date, notificada_apremio date)
  on commit drop
