-- $1 ente   everybody, from the inscripciones
insert into habitante select * from habitante_derivado where ente = $1
