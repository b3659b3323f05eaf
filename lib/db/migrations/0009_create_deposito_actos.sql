-- What the office does with money in deposit: puts it to a debt, or gives it back. A refund is prepared by one account and
-- done by another where two persons are asked for.
create table deposito_acto (
  ente         smallint not null,
  valor        bigint not null,               -- the valor that the money was meant for
  n            int not null,
  clase        text not null check (clase in ('aplicado', 'preparado', 'devuelto')),
  persona      bigint,                        -- whose it is, as in `deposito`
  pagador      text not null,
  pagador_iban text not null,
  importe_cts  bigint not null check (importe_cts > 0),
  destino      bigint,                        -- the valor that gets it
  iban         text,                          -- the account that gets it, and its interés de demora (LGT 32.2)
  interes_cts  bigint,
  efecto       date not null,                 -- legal effect (LGT 72.3); of a refund the day of its order
  acto         text not null check (acto <> ''),
  account      text not null,
  en           timestamptz not null,          -- business clock
  primary key (ente, valor, n),
  check ((clase = 'aplicado') = (destino is not null)),
  check ((clase <> 'aplicado') = (iban is not null and interes_cts is not null))
);

-- A row of an act: its `run` is 0 and its `n` the act's.
alter table deposito drop constraint deposito_origen_check;
alter table deposito add constraint deposito_origen_check check (origen in ('cobro', 'anulacion', 'acto'));
create index deposito_valor on deposito (ente, valor);
