-- Who did what, to whose data, why, through which channel. Inserted, never changed.
create table audit (
  ente    smallint not null references ente,
  id      bigint generated always as identity,
  at      timestamptz not null default now(),
  account text not null,
  channel text not null,
  level   text not null check (level in ('ninguno', 'bajo', 'sustancial', 'alto')),
  action  text not null,
  object  text not null,                  -- what it was done to: 'run/17', 'valor/0000000123', 'persona/5'
  reason  text not null default '',
  detail  jsonb not null default '{}',
  primary key (ente, id)
);

-- The chain beside it: each link holds the MAC of its row and of the link before, so that a row changed or taken
-- out is seen.
create table audit_chain (
  ente     smallint not null,
  n        bigint not null,
  audit_id bigint not null,
  prev     bytea not null,
  mac      bytea not null,
  primary key (ente, n),
  unique (ente, audit_id),
  foreign key (ente, audit_id) references audit (ente, id)
);
