-- What a document's seal alone does not prove: when it was there (PAdES B-T), and that its certificates were good
-- (B-LT). The bytes that were issued stay what they are; each level is a row beside them.

-- Sealed with room for a time stamp: it waits for one until documento_tiempo has it (norms/documentos 4,
-- pendiente_sello_tiempo).
alter table documento add column espera_tiempo boolean not null default false;
create index documento_espera on documento (ente, tipo, ejercicio, numero) where espera_tiempo;

-- Time-stamp authorities that were believed: what a check needs after their roots are gone from the machine.
create table autoridad_tiempo (
  ente   smallint not null references ente,
  huella text not null check (huella ~ '^[0-9a-f]{64}$'),  -- SHA-256 of the certificates
  nombre text not null,
  cadena text not null,                                    -- PEM, its own first, then what it carried and the roots
  primary key (ente, huella)
);

-- The time stamp of a document's seal. The file with it is the one that was issued, with the token in the place that
-- its signature kept free.
create table documento_tiempo (
  ente      smallint not null,
  tipo      text not null,
  ejercicio int not null,
  numero    bigint not null,
  sellado   timestamptz not null,           -- as the authority says
  autoridad text not null,
  token     bytea not null,
  sha256    text not null check (sha256 ~ '^[0-9a-f]{64}$'),  -- of the whole file
  primary key (ente, tipo, ejercicio, numero),
  foreign key (ente, tipo, ejercicio, numero) references documento (ente, tipo, ejercicio, numero),
  foreign key (ente, autoridad) references autoridad_tiempo (ente, huella)
);
alter table documento_tiempo alter column token set storage external;

-- Files of a batch that were written again with their time stamp.
create table documento_lote_tiempo (
  ente smallint not null,
  run  bigint not null,
  n    bigint not null,
  primary key (ente, run, n),
  foreign key (ente, run, n) references documento_lote (ente, run, n)
);

-- What proves certificates good: gathered once for all documents of a seal and an authority.
create table validacion (
  ente         smallint not null references ente,
  id           text not null check (id ~ '^[0-9a-f]{64}$'),   -- SHA-256 of the two texts
  obtenida     timestamptz not null,        -- the oldest of the lists, as its authority dates it
  certificados text not null,               -- PEM
  listas       text not null,               -- PEM, lists of revoked certificates
  primary key (ente, id)
);

-- A document with its validation data: the file that bears its time stamp, and these bytes after it.
create table documento_extension (
  ente       smallint not null,
  tipo       text not null,
  ejercicio  int not null,
  numero     bigint not null,
  extendido  timestamptz not null,
  validacion text not null,
  cola       bytea not null,
  sha256     text not null check (sha256 ~ '^[0-9a-f]{64}$'),  -- of the whole file
  primary key (ente, tipo, ejercicio, numero),
  foreign key (ente, tipo, ejercicio, numero) references documento_tiempo (ente, tipo, ejercicio, numero),
  foreign key (ente, validacion) references validacion (ente, id)
);
alter table documento_extension alter column cola set storage external;
