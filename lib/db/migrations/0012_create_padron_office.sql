-- The padrón's office: what was done about INE's marks, expedientes with their steps and terms, letters, data handed to
-- other administrations. Facts, inserted and never changed.

-- A record of INE as it came: an alegación is that record and what we say to it.
create table retorno_registro (
  ente  smallint not null,
  run   bigint not null,
  linea bigint not null,
  texto text not null,                    -- every position, from ISO-8859-1
  primary key (ente, run, linea),
  foreign key (ente, run) references retorno_ine
);
-- What was done about a mark where no movement says it: a document that confirms or rejects, a record sent again.
create table incidencia_acto (
  ente       smallint not null,
  run        bigint not null,
  linea      bigint not null,
  error      int not null,
  n          int not null,
  acto       text not null check (acto in ('confirmada', 'rechazada', 'reenviada', 'comprobada')),
  caleg      text not null,               -- class of alegación, where the table of them leaves a choice
  fecha      date not null,
  documento  text not null check (documento <> ''),
  account    text not null,
  registrado timestamptz not null,        -- business clock
  primary key (ente, run, linea, error, n),
  foreign key (ente, run, linea, error) references incidencia_ine
);

-- An expediente: a doubt about an application, a baja de oficio, an inscription that expires, a residence to be checked.
create table expediente_padron (
  ente       smallint not null references ente,
  numero     text not null check (numero <> ''),
  clase      text not null,               -- of etc/padron/procedimientos.yaml
  causa      text not null check (causa <> ''),
  account    text not null,
  registrado timestamptz not null,        -- business clock
  primary key (ente, numero)
);
create table expediente_padron_persona (
  ente      smallint not null,
  numero    text not null,
  n         int not null,
  nia       text not null,                -- '' : not inscribed yet
  documento text not null,
  nombre    text not null,
  primary key (ente, numero, n),
  foreign key (ente, numero) references expediente_padron
);
create index expediente_padron_nia on expediente_padron_persona (ente, nia);
create table expediente_padron_paso (
  ente        smallint not null,
  numero      text not null,
  n           int not null,
  paso        text not null,
  fecha       date not null,
  documento   text not null check (documento <> ''),
  plazo       date,                       -- its last day, as the procedure then had it; null: none
  fin         boolean not null,           -- nothing follows
  movimientos text not null,              -- codes of movements that it lets be registered, apart by blanks
  account     text not null,
  registrado  timestamptz not null,
  primary key (ente, numero, n),
  foreign key (ente, numero) references expediente_padron
);

-- Letters that were printed: what each says is kept, so that it can be printed again as it was.
create table lote_carta (
  ente   smallint not null references ente,
  id     bigint generated always as identity,
  clase  text not null,
  fecha  date not null,
  cartas int not null,
  hecho  timestamptz not null,
  account text not null,
  primary key (ente, id)
);
create table carta_padron (
  ente   smallint not null,
  clase  text not null,
  nia    text not null,
  motivo text not null,                   -- what it is about: one letter for each
  lote   bigint not null,
  n      int not null,
  campos jsonb not null,
  primary key (ente, clase, nia, motivo),
  foreign key (ente, lote) references lote_carta
);
create index carta_padron_lote on carta_padron (ente, lote, n);
create index carta_padron_nia on carta_padron (ente, nia);

-- Residence of people of a list, told to another administration (LBRL 16.3).
create table cesion (
  ente       smallint not null references ente,
  id         bigint generated always as identity,
  organismo  text not null check (organismo <> ''),
  base       text not null check (base <> ''),          -- the legal basis
  finalidad  text not null check (finalidad <> ''),
  expediente text not null,
  solicitud  text not null,               -- SHA-256 of the list that came
  respuesta  text not null,               -- of what went out
  account    text not null,
  hecho      timestamptz not null,
  primary key (ente, id)
);
create table cesion_persona (
  ente   smallint not null,
  cesion bigint not null,
  linea  bigint not null,
  nia    text not null,                   -- '' : nobody was found
  estado text not null check (estado in ('inscrita', 'baja', 'reservada', 'no_consta', 'varias')),
  primary key (ente, cesion, linea),
  foreign key (ente, cesion) references cesion
);
create index cesion_persona_nia on cesion_persona (ente, nia) where nia <> '';

-- Alegaciones are a lot too.
alter table lote_ine drop constraint lote_ine_clase_check;
alter table lote_ine add constraint lote_ine_clase_check check (clase in ('C', 'H', 'A'));

-- Where an inscripción's letters go: the postcode of the tramo that its number lies in; '' where none is known.
create function codigo_postal(i inscripcion) returns text language sql stable as $$
  select coalesce((select t.cpos from tramo t
                    where t.ente = i.ente and t.cvia = i.cvia and t.dist = i.dist and t.secc = i.secc and t.tinum = i.tinum
                      and (t.cvia <> '00000' or t.cpsvia = i.cpsvia)
                      and (t.ein, t.cein) <= (i.numer, i.cnumer) and (i.numer, i.cnumer) <= (t.esn, coalesce(nullif(t.cesn, ''), '~'))
                    order by t.id limit 1), '') $$;
