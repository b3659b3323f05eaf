-- The padrón: territory, and inscripciones as movements, inserted and never changed. What stands today is derived in the
-- same transaction; `sctf padron check` proves it.

-- Territory (Resolución of 17-02-2020, 14): sections, population units, streets, pseudo-streets, tramos.
create table seccion (
  ente  smallint not null references ente,
  dist  text not null,
  secc  text not null,
  lsecc text not null default '',
  primary key (ente, dist, secc, lsecc)
);
create table unidad_poblacional (
  ente    smallint not null references ente,
  cun     text not null,                  -- CCSSDNN
  nentcoc text not null,
  nentsic text not null,
  nnuclec text not null,
  primary key (ente, cun)
);
create table via (
  ente  smallint not null references ente,
  cvia  text not null,
  tvia  text not null,
  nviac text not null,                    -- short name, as inscripciones carry it
  nvia  text not null,                    -- official name
  primary key (ente, cvia)
);
create table pseudovia (
  ente   smallint not null references ente,
  cpsvia text not null,
  dpsvia text not null,
  primary key (ente, cpsvia)
);
-- The basic unit: section, population unit, street or pseudo-street, block, postcode and parity of a row of numbers.
create table tramo (
  ente   smallint not null references ente,
  id     bigint generated always as identity,
  dist   text not null,
  secc   text not null,
  lsecc  text not null default '',
  subsc  text not null default '',
  cun    text not null,
  cvia   text not null,
  cpsvia text not null,
  manz   text not null default '',
  cpos   text not null default '',
  tinum  text not null check (tinum in ('0', '1', '2')),
  ein    text not null,                   -- lower end, number and qualifier
  cein   text not null default '',
  esn    text not null,                   -- upper end
  cesn   text not null default '',
  primary key (ente, id),
  check ((ein, cein) <= (esn, cesn))
);
create index tramo_via on tramo (ente, cvia, cpsvia);
-- Other names by which people know a street, and numbers that it had.
create table via_alias (
  ente   smallint not null,
  cvia   text not null,
  nombre text not null,
  primary key (ente, cvia, nombre),
  foreign key (ente, cvia) references via
);
create table renumeracion (
  ente     smallint not null references ente,
  cvia     text not null,
  cpsvia   text not null,
  tinum    text not null,
  antes    text not null,                 -- number and qualifier that the house had
  ahora    text not null,
  primary key (ente, cvia, cpsvia, tinum, antes)
);

-- A dwelling. Its address changes by territory only (MRD).
create table hoja (
  ente    smallint not null,
  nhop    text not null,
  dist    text not null,
  secc    text not null,
  lsecc   text not null,
  cun     text not null,
  cvia    text not null,
  cpsvia  text not null,
  tinum   text not null,
  numer   text not null,
  cnumer  text not null,
  numers  text not null,
  cnumers text not null,
  kmt     text not null,
  hmt     text not null,
  bloq    text not null,
  port    text not null,
  esca    text not null,
  plan    text not null,
  puer    text not null,
  tloc    text not null check (tloc in ('1', '2')),
  primary key (ente, nhop)
);
create index hoja_via on hoja (ente, cvia, cpsvia, numer);

-- A movement of one person, and the whole variation block as it is known after it. `fvar` says when it takes effect,
-- `registrado` when it was known here. What holds on a day is the last row, by `n`, of those that take effect by then.
create table inscripcion (
  ente       smallint not null,
  nia        text not null,
  n          int not null check (n > 0),
  fvar       date not null,
  registrado timestamptz not null,        -- business clock
  cvar       text not null check (cvar in ('', 'A', 'B', 'M')),
  cauv       text not null,
  origen     text not null check (origen in ('AYTO', 'INE', 'RC', 'OCE')),
  expediente text not null default '',
  run        bigint not null,             -- what registered it, and from which line
  linea      bigint not null,
  dist text not null, secc text not null, lsecc text not null, cun text not null, nentcoc text not null,
  nentsic text not null, nnuclec text not null, cvia text not null, tvia text not null, nviac text not null,
  cpsvia text not null, dpsvia text not null, tinum text not null, numer text not null, cnumer text not null,
  numers text not null, cnumers text not null, kmt text not null, hmt text not null, bloq text not null,
  port text not null, esca text not null, plan text not null, puer text not null, tloc text not null,
  nhop text not null, nie text not null, nomb text not null, part1 text not null, ape1 text not null,
  part2 text not null, ape2 text not null, sexo text not null, cpron text not null, cmunn text not null,
  fnac text not null, tiden text not null, lextr text not null, iden text not null, liden text not null,
  ndocu text not null, cnes text not null, naci text not null, prdp text not null, mudp text not null,
  codp text not null,
  nombre_mostrado text not null,          -- with its accents, as the person writes it
  duplicado_de text not null default '',  -- of a BDU: the record that stays
  primary key (ente, nia, n),
  check (cvar || cauv in ('', 'AOM', 'ACR', 'ANA', 'BDE', 'BCR', 'BDU', 'BII', 'BBC', 'MPE', 'MCD', 'MRD', 'MRN', 'MCO'))
);
create index inscripcion_run on inscripcion (ente, run, linea);
create index inscripcion_registrado on inscripcion (ente, registrado);

-- A name for comparison, as INE's alphabet has it: no accents.
create function padron_plegar(text) returns text language sql immutable strict parallel safe
  return translate(upper($1), 'ÁÀÂÄÃÅÉÈÊËÍÌÎÏÓÒÔÖÕØÚÙÛÜÝÑÇ', 'AAAAAAEEEEIIIIOOOOOOUUUUYNC');
-- A document as people write it: 12345678Z, X1234567L, a passport.
create function padron_documento(tiden text, lextr text, iden text, liden text, ndocu text) returns text
  language sql immutable parallel safe
  return case tiden when '1' then iden || liden when '3' then lextr || substr(iden, 2) || liden else ndocu end;

-- A person, and what holds today: derived from the inscripciones, as the view below says. One live inscripción a
-- person, and one person a DNI or NIE.
create table habitante (
  ente          smallint not null,
  nia           text not null,
  n             int not null,             -- the last inscripción
  viva          boolean not null,         -- registered here today
  alta          date,                     -- in the municipality; null: before what was loaded
  domicilio     date,                     -- at the address; likewise
  baja          date,
  renovada      date,                     -- last alta or express renewal: what ENCSARP counts from
  confirmada    date not null,            -- last movement with the person's part in it
  nhop          text not null,
  documento     text not null,            -- '' : none
  naci          text not null,
  fnac          text not null,
  busca         text not null,            -- folded surnames and name
  primary key (ente, nia),
  check (viva = (baja is null))
) with (fillfactor = 90);
create view habitante_derivado as
select h.ente, h.nia, h.n, i.cvar <> 'B' as viva, h.alta, h.domicilio, case when i.cvar = 'B' then i.fvar end as baja,
       h.renovada, h.confirmada, i.nhop, padron_documento(i.tiden, i.lextr, i.iden, i.liden, i.ndocu) as documento,
       i.naci, i.fnac, padron_plegar(concat_ws(' ', nullif(i.part1, ''), i.ape1, nullif(i.part2, ''), nullif(i.ape2, ''), i.nomb)) as busca
  from (select ente, nia, max(n) as n,
               max(fvar) filter (where cvar in ('', 'A')) as alta,
               max(fvar) filter (where cvar in ('', 'A') or cauv = 'CD') as domicilio,
               max(fvar) filter (where cvar in ('', 'A') or cauv = 'RN') as renovada,
               coalesce(max(fvar) filter (where cauv <> 'RD'), min(fvar)) as confirmada
          from inscripcion group by ente, nia) h
  join inscripcion i on i.ente = h.ente and i.nia = h.nia and i.n = h.n;
create unique index habitante_documento on habitante (ente, documento) where viva and documento ~ '^([0-9]{8}|[XYZ][0-9]{7})[A-Z]$';
create index habitante_hoja on habitante (ente, nhop) where viva;
create index habitante_busca on habitante (ente, busca text_pattern_ops);

-- Every document that a person ever had here.
create table documento_identidad (
  ente   smallint not null,
  numero text not null,
  nia    text not null,
  tiden  text not null check (tiden in ('1', '2', '3')),
  primary key (ente, numero, nia)
);

-- Consent of an adult of the hoja that the others obtain its papers and report changes, and its withdrawal (8.1.1).
create table autorizacion_colectiva (
  ente    smallint not null,
  nia     text not null,
  n       int not null,
  nhop    text not null,
  otorga  boolean not null,
  fecha   date not null,
  fuente  text not null,
  account text not null,
  primary key (ente, nia, n),
  foreign key (ente, nia) references habitante
);
-- A prevention note (8.1.3): restricted; its end is a row too.
create table nota_proteccion (
  ente    smallint not null,
  nia     text not null,
  n       int not null,
  activa  boolean not null,
  motivo  text not null,
  fecha   date not null,
  fuente  text not null,
  account text not null,
  primary key (ente, nia, n),
  foreign key (ente, nia) references habitante
);

-- A file that went to INE, frozen: what it held and what its bytes were. A full load counts as sent.
create table lote_ine (
  ente      smallint not null references ente,
  id        bigint generated always as identity,
  clase     text not null check (clase in ('C', 'H')),
  periodo   text not null,                -- 2026, 2026-03
  fichero   text not null,
  registros bigint not null,
  sha256    text not null,
  hecho     timestamptz not null,         -- business clock
  corrige   bigint,                       -- the lot that it replaces
  run       bigint,                       -- the load, of a lot that we did not write
  primary key (ente, id),
  foreign key (ente, corrige) references lote_ine
);
create index lote_ine_periodo on lote_ine (ente, clase, periodo);
-- The movements of a monthly lot, each with the inscripción that identifies its person: the last that was sent.
create table lote_ine_movimiento (
  ente     smallint not null,
  lote     bigint not null,
  nia      text not null,
  n        int not null,
  anterior int,                           -- null: an alta
  primary key (ente, lote, nia, n),
  foreign key (ente, lote) references lote_ine,
  foreign key (ente, nia, n) references inscripcion
);

-- What INE sent back: a row for each mark of a record. How it stands follows from what was registered since.
create table retorno_ine (
  ente      smallint not null references ente,
  run       bigint not null,
  fichero   text not null,
  clase     text not null,                -- letter of the file: H the monthly return; R, D reparos
  periodo   text not null,                -- 2026-03, 2026; '' : the name does not say
  registros bigint not null,
  recibido  timestamptz not null,         -- business clock
  primary key (ente, run),
  foreign key (ente, run) references job_run
);
create table incidencia_ine (
  ente       smallint not null,
  run        bigint not null,
  linea      bigint not null,
  error      int not null check (error between 0 and 150),  -- 0: a record without a mark
  marca      text not null,
  nia        text not null,               -- '' : the person was not found
  documento  text not null,
  fvar       date,
  movimiento text not null,               -- CVAR + CAUV as INE has it
  tipoinf    text not null,
  cdev       text not null,
  clase      text not null check (clase in ('invalidante', 'depuracion', 'gestion', 'incidencia', 'comunicacion')),
  accion     text not null,
  plazo      date,
  soluciones text not null,               -- codes of the movements that settle it, apart by blanks
  fichero    text not null,               -- the communication that a reparo names
  registro   jsonb not null,              -- both blocks as they came
  primary key (ente, run, linea, error),
  foreign key (ente, run) references retorno_ine
);
create index incidencia_ine_nia on incidencia_ine (ente, nia);
