-- The batch engine: a batch is data. Runs, their chunks with leases and fencing tokens, what was refused,
-- what was written. All clocks here are the database's own; the business clock of a run is `clock`.

create sequence job_token;

create table job_run (
  ente        smallint not null references ente,
  id          bigint generated always as identity,
  kind        text not null,
  key         text not null,              -- natural key: the same work is the same run
  params      jsonb not null,
  state       text not null default 'running'
              check (state in ('running', 'done', 'failed', 'cancelled', 'undone')),
  clock       timestamptz not null,       -- business clock, fixed when the run began
  program     text not null,              -- version of the program that began it
  account     text not null,
  created_at  timestamptz not null default now(),
  ended_at    timestamptz,
  result      jsonb,
  problem     jsonb,
  owner       text,                       -- the process that leads it
  lease_until timestamptz,
  token       bigint,
  primary key (ente, id)
);
create unique index job_run_key on job_run (ente, kind, key) where state <> 'undone';
create index job_run_open on job_run (ente, id) where state = 'running';

create table job_chunk (
  ente        smallint not null,
  run         bigint not null,
  step        int not null,
  n           int not null,
  name        text not null,              -- of the step, for people
  local       boolean not null,           -- only by the process that leads the run (it writes files there)
  from_key    bigint not null,
  to_key      bigint not null,
  state       text not null default 'pending' check (state in ('pending', 'running', 'done', 'failed')),
  attempts    int not null default 0,
  owner       text,
  lease_until timestamptz,
  token       bigint,
  items       bigint not null default 0,
  sum_cts     bigint not null default 0,
  error       text,
  done_at     timestamptz,
  primary key (ente, run, step, n),
  foreign key (ente, run) references job_run
) with (fillfactor = 70);
create index job_chunk_pending on job_chunk (ente, run, step, n) where state = 'pending';
create index job_chunk_running on job_chunk (ente, lease_until) where state = 'running';

create table job_reject (
  ente   smallint not null,
  run    bigint not null,
  n      bigint not null,
  file   text not null,
  line   bigint not null,
  col    bigint not null,
  code   int not null,
  value  text not null,
  reason text not null,
  primary key (ente, run, n),
  foreign key (ente, run) references job_run
);

create table job_file (
  ente    smallint not null,
  run     bigint not null,
  path    text not null,                  -- relative to the run's --out folder
  kind    text not null,
  items   bigint not null,
  sum_cts bigint not null,
  sha256  text not null,
  bytes   bigint not null,
  primary key (ente, run, path),
  foreign key (ente, run) references job_run
);
