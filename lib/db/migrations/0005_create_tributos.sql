-- Tributos, first half: census → padrón fiscal → approval → cargo → remesa, over an append-only ledger.

-- A load of a census. Its id is the run that loaded it.
create table censo (
  ente      smallint not null,
  id        bigint not null,
  censo     text not null check (censo in ('ibi', 'ivtm', 'tasa')),
  fichero   text not null,
  sha256    text not null,
  lineas    bigint not null,
  objetos   bigint not null,
  rechazos  bigint not null,
  cargado   timestamptz not null,         -- business clock
  primary key (ente, id),
  foreign key (ente, id) references job_run
);

-- What a line of every census has. `objeto_n` numbers the objects of the load: its lines stand together.
create table censo_linea (
  ente               smallint not null,
  censo              bigint not null,
  linea              bigint not null,     -- line of the file
  objeto_n           bigint not null,
  objeto             text not null,       -- cadastral reference, plate, or what a tasa is for
  nif                text not null,       -- '' : a party without number
  nombre             text not null,
  notificada         boolean not null,
  domicilio_objeto   text not null,
  domicilio_fiscal   text not null,
  codigo_postal      text not null,
  municipio          text not null,
  iban               text not null,
  titular_cuenta_nif text not null,
  mandato            text not null,
  fecha_mandato      date,
  beneficios         text not null        -- as the census writes it
);

-- One table a census, so that each keeps its own columns typed; the common ones are the same in all.
create table censo_ibi (
  like censo_linea including all,
  clase                   text not null check (clase in ('U', 'R', 'B')),
  uso                     text not null,
  valor_catastral_cts     bigint not null check (valor_catastral_cts >= 0),
  valor_inicial_cts       bigint,
  valor_base_cts          bigint,
  coeficiente_reductor    text not null,
  derecho                 text not null check (derecho in ('CA', 'DS', 'US', 'PR', 'NP')),
  cuota_participacion     text not null,
  division                boolean not null,
  primary key (ente, censo, linea)
);
create table censo_ivtm (
  like censo_linea including all,
  clase_vehiculo      text not null,
  potencia            text not null,
  unidad              text not null,
  carburante          text not null,
  fecha_matriculacion date not null,
  fecha_baja          date,
  tipo_baja           text not null,
  primary key (ente, censo, linea)
);
create table censo_tasa (
  like censo_linea including all,
  concepto   text not null,
  tarifa     text not null,
  unidades   text not null,
  fecha_alta date not null,
  fecha_baja date,
  primary key (ente, censo, linea)
);
drop table censo_linea;
create view censo_linea as
  select ente, censo, linea, objeto_n, objeto, nif, nombre, notificada, domicilio_objeto, domicilio_fiscal,
         codigo_postal, municipio, iban, titular_cuenta_nif, mandato, fecha_mandato, beneficios from censo_ibi
  union all
  select ente, censo, linea, objeto_n, objeto, nif, nombre, notificada, domicilio_objeto, domicilio_fiscal,
         codigo_postal, municipio, iban, titular_cuenta_nif, mandato, fecha_mandato, beneficios from censo_ivtm
  union all
  select ente, censo, linea, objeto_n, objeto, nif, nombre, notificada, domicilio_objeto, domicilio_fiscal,
         codigo_postal, municipio, iban, titular_cuenta_nif, mandato, fecha_mandato, beneficios from censo_tasa;

-- A mandate is known from its first load on; what changes is an act, and what was debited stands in `adeudo`.
create table mandato (
  ente          smallint not null references ente,
  referencia    text not null,
  fecha_firma   date not null,
  primera_carga date not null,
  primary key (ente, referencia)
);
create table mandato_acto (
  ente        smallint not null,
  mandato     text not null,
  n           int not null,
  clase       text not null check (clase in ('cancelado', 'rehabilitado', 'renombrado')),
  fecha       date not null,
  anterior    text not null default '',   -- of a renamed mandate: the reference it had
  acto        text not null,
  account     text not null,
  primary key (ente, mandato, n),
  foreign key (ente, mandato) references mandato
);

-- A run of `issue`: one tributo of one year, from one load, under one ordinance, whose text the run's parameters keep.
create table emision (
  ente           smallint not null,
  run            bigint not null,
  tributo        text not null,
  ejercicio      int not null,
  censo          bigint not null,
  ordenanza_sha  text not null,
  primer_valor   bigint not null,         -- valores take their ids from a block of their own
  complementaria boolean not null,
  primary key (ente, run),
  foreign key (ente, run) references job_run,
  foreign key (ente, censo) references censo
);
create index emision_tributo on emision (ente, tributo, ejercicio);

-- The acts on it, in their order. Approval freezes.
create table emision_acto (
  ente           smallint not null,
  run            bigint not null,
  n              int not null,
  clase          text not null check (clase in ('aprobacion', 'deshecha')),
  acto           text not null,
  fecha          date not null,
  boletin        text not null default '',
  expuesta_desde date,
  expuesta_hasta date,
  account        text not null,
  en             timestamptz not null,    -- business clock
  primary key (ente, run, n),
  foreign key (ente, run) references emision,
  check (clase <> 'aprobacion' or (boletin <> '' and expuesta_desde <= expuesta_hasta))
);

-- Each charged line of the census, as calculated. `valor` is empty where no receipt is due.
create table padron_fiscal (
  ente             smallint not null,
  run              bigint not null,
  linea            bigint not null,
  valor            bigint,
  clase_valor      text not null check (clase_valor in ('recibo', 'liquidacion')),
  situacion        text not null check (situacion in ('valor', 'minimo', 'solidario')),
  objeto           text not null,
  nif              text not null,
  persona          bigint not null,
  valor_catastral_cts bigint,
  base_cts         bigint,
  tipo             text not null,
  integra_cts      bigint not null,
  beneficios_cts   bigint not null,
  liquida_cts      bigint not null,
  domiciliado      boolean not null,
  rebaja_cts       bigint not null,
  importe_cts      bigint not null,
  primary key (ente, run, linea),
  check ((valor is not null) = (situacion = 'valor')),
  check (importe_cts = liquida_cts - rebaja_cts and rebaja_cts >= 0 and importe_cts >= 0)
);
create unique index padron_fiscal_valor on padron_fiscal (ente, valor) where valor is not null;
create index padron_fiscal_nif on padron_fiscal (ente, nif);
create index padron_fiscal_objeto on padron_fiscal (ente, objeto);

-- A numbered cargo: what an approved padrón puts to collection.
create table cargo (
  ente      smallint not null,
  run       bigint not null,              -- the emision
  ejercicio int not null,
  numero    bigint not null,
  fecha     date not null,
  valores   bigint not null,
  suma_cts  bigint not null,
  primary key (ente, run),
  unique (ente, ejercicio, numero),
  foreign key (ente, run) references emision
);

-- The ledger. Cargo, recargo, interés and costas add to what is pending; ingreso and data are negative; money that
-- a bank takes back is a positive ingreso. Pending is a sum, never a column.
create table apunte (
  ente         smallint not null,
  valor        bigint not null,
  n            int not null,
  clase        text not null check (clase in ('cargo', 'ingreso', 'devolucion', 'data')),
  componente   text not null check (componente in ('principal', 'recargo', 'interes', 'costas')),
  importe_cts  bigint not null check (importe_cts <> 0),
  condicional  boolean not null default false,   -- a data that a returned debit undoes
  contable     date not null,             -- the four dates: accounting, payment, file, value
  pago         date,
  fichero      date,
  valor_fecha  date,
  pagador      bigint,                    -- who paid, of an ingreso
  run          bigint,
  causa        text not null,
  primary key (ente, valor, n),
  check ((clase = 'ingreso') = (pago is not null))
);

-- Money of a payer that belongs to no debt (yet): excess, second payment.
create table deposito (
  ente        smallint not null references ente,
  n           bigint not null,
  persona     bigint not null,
  importe_cts bigint not null check (importe_cts <> 0),  -- negative: applied or given back
  valor       bigint,                     -- where it came from
  contable    date not null,
  causa       text not null,
  primary key (ente, n),
  foreign key (ente, persona) references persona (ente, id)
);

-- Delivery of a liquidación: starts its term.
create table notificacion (
  ente      smallint not null,
  valor     bigint not null,
  n         int not null,
  fecha     date not null,
  resultado text not null check (resultado in ('entregada', 'rehusada', 'ausente', 'desconocido')),
  vence     date,                         -- last day of the voluntary term (LGT 62.2), of an effective one
  fichero   text not null,
  primary key (ente, valor, n)
);

-- A remesa: debits of one cargo on one day, frozen when prepared, released by another account.
create table remesa (
  ente         smallint not null,
  run          bigint not null,           -- the emision
  n            int not null,
  fecha_cobro  date not null,
  version      text not null check (version in ('02', '08')),
  acreedor     jsonb not null,            -- creditor as configured on that day
  adeudos      bigint not null,
  suma_cts     bigint not null,
  excluidos    bigint not null,           -- domiciled lines whose mandate was cancelled or died meanwhile
  preparada_por text not null,
  preparada_en timestamptz not null,      -- business clock: CreDtTm
  liberada_por text,
  liberada_en  timestamptz,
  primary key (ente, run, n),
  foreign key (ente, run) references cargo (ente, run)
);

create table adeudo (
  ente            smallint not null,
  valor           bigint not null,
  run             bigint not null,
  remesa          int not null,
  secuencia       text not null check (secuencia in ('FRST', 'RCUR')),
  mandato         text not null,
  fecha_firma     date not null,
  iban            text not null,
  deudor          text not null,
  contribuyente   text not null default '',       -- where it is not the account's holder
  concepto        text not null,
  importe_cts     bigint not null check (importe_cts > 0),
  fecha_cobro     date not null,
  acreedor_id     text not null,
  mandato_anterior text not null default '',      -- amendments (norms/recaudacion 4.6)
  iban_anterior   text not null default '',
  acreedor_anterior text not null default '',
  primary key (ente, valor, remesa),
  foreign key (ente, run, remesa) references remesa
);
create index adeudo_remesa on adeudo (ente, run, remesa, secuencia, valor);
create index adeudo_mandato on adeudo (ente, mandato, fecha_cobro);

-- The state of a valor is derived from what happened, never stored.
create view valor_estado as
select p.ente, p.run, p.linea, p.valor,
       case
         when p.situacion <> 'valor' then p.situacion
         when a.cargo is null then 'emitido'
         when a.cargo + a.datas_firmes <= 0 and a.cobrado = 0 then 'anulado'
         when a.pendiente <= 0 then 'pagado'
         when a.devuelto and a.cobrado = 0 then 'devuelto'
         when a.cobrado > 0 then 'parcial'
         when exists (select 1 from notificacion n where n.ente = p.ente and n.valor = p.valor and n.vence is not null)
           then 'notificado'
         else 'cargado'
       end as estado,
       coalesce(a.pendiente, 0) as pendiente_cts
  from padron_fiscal p
  left join lateral (
    select sum(importe_cts) filter (where clase = 'cargo') as cargo,
           coalesce(sum(importe_cts) filter (where clase = 'data' and not condicional), 0) as datas_firmes,
           -coalesce(sum(importe_cts) filter (where clase = 'ingreso'), 0) as cobrado,
           coalesce(bool_or(clase = 'ingreso' and importe_cts > 0), false) as devuelto,
           sum(importe_cts) as pendiente
      from apunte where ente = p.ente and valor = p.valor) a on true;
