-- Parties and their documents (norms/oficinas 4): a party may have no number at all, and two may prove to be one.
create sequence persona_id;

create table persona (
  ente            smallint not null references ente,
  id              bigint not null default nextval('persona_id'),
  nombre          text not null,
  clase           text not null check (clase in ('fisica', 'juridica', 'entidad', 'desconocida')),
  fallecida_el    date,                   -- death, and who says so
  fallecida_fuente text,
  fusionada_en    bigint,                 -- registered twice: pointer to the survivor, whose ledger goes on
  primary key (ente, id),
  foreign key (ente, fusionada_en) references persona,
  check ((fallecida_el is null) = (fallecida_fuente is null))
);

-- `interno` identifies a party without any number inside this database; it is never printed as a NIF.
create table persona_documento (
  ente    smallint not null,
  clase   text not null check (clase in ('nif', 'pasaporte', 'interno')),
  pais    text not null default '',
  numero  text not null,
  persona bigint not null,
  primary key (ente, clase, pais, numero),
  foreign key (ente, persona) references persona
);
create index persona_documento_persona on persona_documento (ente, persona);

-- Participants of a community, heirs of a herencia yacente, representatives; with their share.
create table persona_vinculo (
  ente    smallint not null,
  persona bigint not null,
  n       int not null,
  con     bigint not null,
  clase   text not null check (clase in ('participe', 'heredero', 'representante')),
  cuota   numeric(7, 4) check (cuota > 0 and cuota <= 100),
  desde   date not null,
  hasta   date,
  fuente  text not null,
  primary key (ente, persona, n),
  foreign key (ente, persona) references persona,
  foreign key (ente, con) references persona (ente, id),
  check (persona <> con),
  check (hasta is null or hasta >= desde)
);
