-- The movements of a statement on their way in.
create temporary table movimiento_nuevo (n bigint not null, clave text not null, clave_apunte text not null, fecha date not null,
  valor_fecha date, importe_cts bigint not null, texto text not null, end_to_end text not null, bloque text not null) on commit drop
