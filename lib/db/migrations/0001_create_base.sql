-- What every module stands on: the bodies of an installation, global ids, counters without gaps.

create table ente (
  ente   smallint primary key,
  dir3   text not null unique,
  nombre text not null
);

-- Ids that arrive without their ente (a CSV, a payment order, an interchange id) are resolved here.
create table localizador (
  clase text not null,
  clave text not null,
  ente  smallint not null references ente,
  primary key (clase, clave)
);

-- Numbers given inside the transaction that uses them: no gaps, no sequence.
create table contador (
  ente      smallint not null references ente,
  clase     text not null,
  ejercicio int not null,
  serie     text not null default '',
  ultimo    bigint not null check (ultimo >= 0),
  primary key (ente, clase, ejercicio, serie)
);

insert into ente values (1, 'L01380380', 'Ayuntamiento de Santa Cruz de Tenerife');
