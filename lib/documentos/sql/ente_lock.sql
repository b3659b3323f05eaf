-- $1 ente   nobody else enters seals, resolutions or prefixes of this body meanwhile
select pg_advisory_xact_lock(hashtext('documentos'), $1::int) as ente
