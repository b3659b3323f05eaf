-- $1 ente   ids that are taken already, or twice in the file, are none: those lines get one of ours
update pendiente_nueva n set valor = 0
 where valor > 0 and (valor <= (select ultimo from contador where ente = $1 and clase = 'valor' and ejercicio = 0 and serie = '')
    or exists (select 1 from pendiente p where p.ente = $1 and p.valor = n.valor)
    or exists (select 1 from pendiente_nueva m where m.valor = n.valor and m.linea < n.linea))
