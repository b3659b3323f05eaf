-- Tributos, second half: what the banks say, where each payment went, and the office's acts on single valores.

-- Opening balances of earlier years (load-pending). A valor of a padrón stands in padron_fiscal, one of these here.
create table pendiente (
  ente               smallint not null,
  valor              bigint not null,
  run                bigint not null,         -- the load
  linea              bigint not null,
  referencia         text not null,           -- as the system that it comes from wrote it
  tributo            text not null,
  ejercicio          int not null,
  objeto             text not null,
  nif                text not null,
  nombre             text not null,
  persona            bigint not null,
  estado             text not null,           -- as that system called it
  fin_voluntaria     date,
  notificada_apremio date,
  primary key (ente, valor),
  unique (ente, referencia),
  foreign key (ente, run) references job_run,
  foreign key (ente, persona) references persona (ente, id)
);
create index pendiente_nif on pendiente (ente, nif);
create index pendiente_linea on pendiente (ente, run, linea);

-- Debts of other bodies, loaded as payable references.
create table externa (
  ente        smallint not null,
  organismo   text not null,
  referencia  text not null,
  run         bigint not null,
  linea       bigint not null,
  nif         text not null,
  concepto    text not null,
  importe_cts bigint not null check (importe_cts > 0),
  hasta       date not null,
  primary key (ente, organismo, referencia),
  foreign key (ente, run) references job_run
);
create index externa_nif on externa (ente, nif);

-- A bank's file. Its id is the run that collected it.
create table cobro_fichero (
  ente        smallint not null,
  run         bigint not null,
  formato     text not null check (formato in ('c60', 'c57', 'n43', 'camt053', 'camt054', 'pain002')),
  fichero     text not null,
  sha256      text not null,
  mensaje     text not null,                  -- what identifies it to the bank
  fecha       date not null,
  registros   bigint not null,
  suma_cts    bigint not null,                -- credits minus debits
  provisional boolean not null,               -- read by a layout that is marked so
  primary key (ente, run),
  foreign key (ente, run) references job_run
);

-- Its records, as they came.
create table cobro (
  ente           smallint not null,
  run            bigint not null,
  n              bigint not null,
  linea          bigint not null,
  clase          text not null check (clase in ('ingreso', 'anulacion', 'abono', 'devolucion', 'rechazo', 'movimiento')),
  clave          text not null,               -- by which the same record is known again
  clave_apunte   text not null,
  detalle        boolean not null,
  importe_cts    bigint not null,
  original_cts   bigint,
  candidato      bigint,                      -- the id that its reference holds
  emisora        text not null,
  sufijo         text not null,
  referencia     text not null,
  identificacion text not null,
  modalidad      int not null,
  digitos_bien   boolean not null,
  end_to_end     text not null,
  bloque         text not null,
  mandato        text not null,
  texto          text not null,
  motivo         text not null,
  pago           date not null,
  valor_fecha    date,
  entidad        text not null,
  oficina        text not null,
  canal          text not null,
  pagador        text not null,
  pagador_iban   text not null,
  primary key (ente, run, n)
);
create index cobro_apunte on cobro (ente, clave_apunte) where clave_apunte <> '';
create index cobro_referencia on cobro (ente, referencia) where referencia <> '';

-- Which record had a key first: every later one is a repetition.
create table cobro_clave (
  ente  smallint not null,
  clave text not null,
  run   bigint not null,
  n     bigint not null,
  primary key (ente, clave)
);

-- What a record is about: one valor, none, or the debits of a block, one each.
create table cobro_partida (
  ente     smallint not null,
  run      bigint not null,
  n        bigint not null,
  valor    bigint not null,                   -- 0: none of ours
  repetido boolean not null,
  primary key (ente, run, valor, n)
);

-- Where its money went. aplicado + depositado + pendiente is what moved, 0 of a repetition; of a block the sum of all.
create table cobro_resultado (
  ente           smallint not null,
  run            bigint not null,
  n              bigint not null,
  valor          bigint not null,
  resultado      text not null check (resultado in ('repeated', 'bad_check_digit', 'unknown', 'annulled', 'returned', 'cancelled',
                                                    'suspended', 'duplicate', 'late', 'excess', 'partial', 'provisional', 'paid')),
  aplicado_cts   bigint not null,             -- to the valor
  depositado_cts bigint not null,             -- to a deposit of its payer
  pendiente_cts  bigint not null,             -- waits: pending application
  anula_run      bigint,                      -- of a cancellation: the record that it takes back
  anula_n        bigint,
  contable       date not null,
  primary key (ente, run, valor, n),
  foreign key (ente, run) references cobro_fichero
);
create index cobro_resultado_valor on cobro_resultado (ente, valor) where valor <> 0;
create index cobro_resultado_anula on cobro_resultado (ente, anula_run, anula_n) where anula_run is not null;

-- What became of a debit: credited, taken back, refused before it was credited.
create table adeudo_suceso (
  ente           smallint not null,
  valor          bigint not null,
  remesa         int not null,
  n              int not null,
  clase          text not null check (clase in ('abono', 'devolucion', 'rechazo')),
  fecha          date not null,
  motivo         text not null,
  aplicado_cts   bigint not null,             -- what of it the valor got, its rebate, what went to a deposit
  rebaja_cts     bigint not null,
  depositado_cts bigint not null,
  run            bigint not null,             -- the record that tells it
  cobro          bigint not null,
  primary key (ente, valor, remesa, n),
  foreign key (ente, valor, remesa) references adeudo
);

-- Which record, or which act on a valor, an entry comes from.
alter table apunte add column cobro bigint;
create index apunte_run on apunte (ente, run, cobro) where cobro is not null;
create index apunte_contable on apunte (ente, contable);

-- A deposit belongs to its payer, also to one of whom only the bank's words are known. No verb wrote deposits before.
drop table deposito;
create table deposito (
  ente         smallint not null references ente,
  origen       text not null check (origen in ('cobro', 'anulacion')),
  run          bigint not null,               -- of a cobro: its file and record; of an annulment: its valor and number
  n            bigint not null,
  valor        bigint not null,               -- the valor that the money was meant for
  persona      bigint,
  pagador      text not null,
  pagador_iban text not null,
  importe_cts  bigint not null check (importe_cts <> 0),  -- negative: taken back by the bank, applied or given back
  contable     date not null,
  causa        text not null,
  primary key (ente, origen, run, valor, n),
  foreign key (ente, persona) references persona (ente, id)
);
create index deposito_persona on deposito (ente, persona);

-- Data of a valor (annulment): prepared by one account, done by another where two persons are asked for.
create table anulacion (
  ente        smallint not null,
  valor       bigint not null,
  n           int not null,
  clase       text not null check (clase in ('preparada', 'hecha')),
  motivo      text not null check (motivo in ('error', 'duplicado', 'baja_catastral', 'prescripcion', 'resolucion')),
  acto        text not null,
  fecha       date not null,
  parcial_cts bigint check (parcial_cts > 0), -- null: the whole of it
  sustitucion bigint,                         -- the run that issued what replaces it
  account     text not null,
  en          timestamptz not null,
  primary key (ente, valor, n)
);

create table suspension (
  ente    smallint not null,
  valor   bigint not null,
  n       int not null,
  desde   date not null,
  hasta   date,                               -- of a lifting: its day; the suspension that it ends is the one before
  acto    text not null,
  account text not null,
  primary key (ente, valor, n)
);

-- A movement of an account, from a statement that was reconciled. Its key is that of `cobro`: the same movement in two
-- statements is one.
create table movimiento (
  ente         smallint not null,
  clave        text not null,
  clave_apunte text not null,
  run          bigint not null,               -- of the reconciliation that brought it
  n            bigint not null,
  fecha        date not null,
  valor_fecha  date,
  importe_cts  bigint not null,
  texto        text not null,
  end_to_end   text not null,
  bloque       text not null,
  primary key (ente, clave),
  foreign key (ente, run) references job_run
);
-- What explains it: something that was collected, and that explains nothing else.
create table conciliacion (
  ente  smallint not null,
  clave text not null,
  clase text not null check (clase in ('registro', 'bloque', 'fichero', 'devolucion')),
  por   text not null,
  primary key (ente, clave),
  unique (ente, clase, por),
  foreign key (ente, clave) references movimiento
);

-- Every valor, whatever it comes from.
create view valor_ficha as
select p.ente, p.valor, p.run, p.linea, e.tributo, e.ejercicio, p.clase_valor, p.objeto, p.nif, p.persona,
       p.liquida_cts, p.rebaja_cts, p.importe_cts, p.domiciliado
  from padron_fiscal p join emision e on e.ente = p.ente and e.run = p.run
 where p.valor is not null
union all
select ente, valor, run, linea, tributo, ejercicio, 'pendiente', objeto, nif, persona, 0, 0, 0, false from pendiente;

-- The state of a valor is derived from what happened, never stored. Returned is what its last debit was, until it is paid.
create or replace view valor_estado as
select p.ente, p.run, p.linea, p.valor,
       case
         when p.situacion <> 'valor' then p.situacion
         when a.cargo is null then 'emitido'
         when a.anulado then 'anulado'
         when a.pendiente <= 0 then 'pagado'
         when a.cobrado > 0 then 'parcial'
         when a.devuelto then 'devuelto'
         when exists (select 1 from notificacion n where n.ente = p.ente and n.valor = p.valor and n.vence is not null)
           then 'notificado'
         else 'cargado'
       end as estado,
       coalesce(a.pendiente, 0) as pendiente_cts
  from (select ente, run, linea, valor, situacion from padron_fiscal
        union all select ente, run, linea, valor, 'valor' from pendiente) p
  left join lateral (
    select sum(importe_cts) filter (where clase = 'cargo') as cargo,
           -coalesce(sum(importe_cts) filter (where clase = 'ingreso'), 0) as cobrado,
           sum(importe_cts) as pendiente,
           exists (select 1 from anulacion x where x.ente = p.ente and x.valor = p.valor and x.clase = 'hecha'
                      and x.parcial_cts is null) as anulado,
           -- a credit that came after its return makes up for it, and the debit stays returned
           (select count(*) filter (where s.clase <> 'abono') > 0
                   and count(*) filter (where s.clase = 'devolucion') >= count(*) filter (where s.clase = 'abono')
              from adeudo_suceso s where s.ente = p.ente and s.valor = p.valor
               and s.remesa = (select max(z.remesa) from adeudo_suceso z where z.ente = p.ente and z.valor = p.valor)) as devuelto
      from apunte where ente = p.ente and valor = p.valor) a on true;

-- All that a question about a receipt asks for; runs that were undone left none.
create view recibo as
select f.ente, f.valor, f.run, f.tributo, f.ejercicio, f.clase_valor, f.objeto, f.nif, coalesce(c.nombre, o.nombre) as nombre,
       coalesce(c.domicilio_objeto, '') as domicilio_objeto, coalesce(c.domicilio_fiscal, '') as domicilio_fiscal,
       coalesce(c.codigo_postal, '') as codigo_postal, coalesce(c.municipio, '') as municipio,
       f.persona, f.liquida_cts, f.rebaja_cts, f.importe_cts, f.domiciliado, v.estado, v.pendiente_cts,
       coalesce(r.params->>'ordenanza', '') as ordenanza, coalesce(o.referencia, '') as referencia_origen,
       case when f.clase_valor = 'pendiente' then o.fin_voluntaria
            else (select max(n.vence) from notificacion n where n.ente = f.ente and n.valor = f.valor) end as vence,
       o.notificada_apremio,
       coalesce(a.principal, 0) as principal, coalesce(a.recargo, 0) as recargo, coalesce(a.interes, 0) as interes,
       coalesce(a.costas, 0) as costas
  from valor_ficha f
  join job_run r on r.ente = f.ente and r.id = f.run
  join valor_estado v on v.ente = f.ente and v.run = f.run and v.linea = f.linea
  left join emision e on e.ente = f.ente and e.run = f.run
  left join censo_linea c on c.ente = f.ente and c.censo = e.censo and c.linea = f.linea
  left join pendiente o on o.ente = f.ente and o.valor = f.valor and f.clase_valor = 'pendiente'
  left join lateral (select sum(importe_cts) filter (where componente = 'principal')::bigint as principal,
                            sum(importe_cts) filter (where componente = 'recargo')::bigint as recargo,
                            sum(importe_cts) filter (where componente = 'interes')::bigint as interes,
                            sum(importe_cts) filter (where componente = 'costas')::bigint as costas
                       from apunte where ente = f.ente and valor = f.valor) a on true
 where r.state <> 'undone';

-- Last day of the voluntary term of the receipts of a cargo, as its ordinance had it; of older cargos it is not known here.
alter table cargo add column voluntaria_hasta date;
