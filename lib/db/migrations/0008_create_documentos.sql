-- Documents that the city seals and issues: under which resolution, with which seal, which bytes, about whom.

-- Systems of códigos seguros de verificación, each approved by a resolution (Ley 40/2015, art. 42.b): whose, how codes are
-- made, where they are checked, how long documents stay there to be seen.
create table csv_sistema (
  ente          smallint not null references ente,
  id            int not null check (id > 0),
  organo        text not null,             -- DIR3 of the body that answers for it
  organo_nombre text not null,
  resolucion    text not null,
  sede          text not null,
  generacion    text not null,             -- the method, by its name in norms/documentos 2.2, and the key's version
  anos          int not null check (anos between 1 and 100),
  primary key (ente, id),
  unique (ente, organo, organo_nombre, resolucion, sede, generacion, anos)
);

-- Automated acts (Ley 40/2015, art. 41): which kind of document under which resolution. None is issued without one.
create table actuacion (
  ente       smallint not null,
  id         int not null check (id > 0),
  tipo       text not null check (tipo ~ '^[a-z][a-z0-9_]*$'),
  resolucion text not null check (resolucion <> ''),
  csv        int not null,
  primary key (ente, id),
  unique (ente, tipo, resolucion, csv),
  foreign key (ente, csv) references csv_sistema (ente, id)
);

-- Seals that were used: what a check needs after the certificate is gone from the machine.
create table sello (
  ente   smallint not null references ente,
  huella text not null check (huella ~ '^[0-9a-f]{64}$'),  -- SHA-256 of the certificate
  nombre text not null,
  desde  timestamptz not null,
  hasta  timestamptz not null,
  cadena text not null,                                    -- PEM, the seal's certificate first
  primary key (ente, huella)
);

-- The beginnings of files, each once: a document is the beginning that it names and its own tail.
create table documento_prefijo (
  ente  smallint not null references ente,
  id    text not null check (id ~ '^[0-9a-f]{64}$'),       -- SHA-256 of the bytes
  bytes bytea not null,
  primary key (ente, id)
);

create table documento (
  ente             smallint not null,
  tipo             text not null,
  ejercicio        int not null,
  numero           bigint not null check (numero > 0),
  csv              text not null check (csv ~ '^[0-9A-HJKMNP-TV-Z]{28}$'),
  emitido          timestamptz not null,
  actuacion        int not null,
  plantilla        text not null,
  plantilla_sha256 text not null,
  lang             text not null,
  registro_sha256  text not null,          -- of the canonical record that the CSV was made from
  sello            text not null,
  nivel            text not null check (nivel in ('B-B', 'B-T')),
  prefijo          text not null,
  cola             bytea not null,
  sha256           text not null check (sha256 ~ '^[0-9a-f]{64}$'),  -- of the whole file
  bytes            int not null check (bytes > 0),
  paginas          int not null check (paginas > 0),
  primary key (ente, tipo, ejercicio, numero),
  unique (ente, csv),
  foreign key (ente, actuacion) references actuacion (ente, id),
  foreign key (ente, sello) references sello (ente, huella),
  foreign key (ente, prefijo) references documento_prefijo (ente, id)
);
-- Deflated already: the server would only lose time over it.
alter table documento alter column cola set storage external;
alter table documento_prefijo alter column bytes set storage external;

-- Whose data it shows.
create table documento_sujeto (
  ente      smallint not null,
  sujeto    bigint not null,               -- NIA, or the party's id where it is of no padrón
  tipo      text not null,
  ejercicio int not null,
  numero    bigint not null,
  primary key (ente, sujeto, tipo, ejercicio, numero),
  foreign key (ente, tipo, ejercicio, numero) references documento (ente, tipo, ejercicio, numero)
);

-- A document that was withdrawn: its bytes stay, its state is anulado.
create table documento_anulacion (
  ente      smallint not null,
  tipo      text not null,
  ejercicio int not null,
  numero    bigint not null,
  anulado   timestamptz not null,
  cuenta    text not null,
  causa     text not null check (causa <> ''),
  primary key (ente, tipo, ejercicio, numero),
  foreign key (ente, tipo, ejercicio, numero) references documento (ente, tipo, ejercicio, numero)
);
