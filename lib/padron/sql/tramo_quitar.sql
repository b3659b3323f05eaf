-- $1 ente   the tramos give way to those of new files
delete from tramo where ente = $1
