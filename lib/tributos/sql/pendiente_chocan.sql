-- $1 ente   lines that cannot be loaded: loaded before, or with ten digits by which a bank would pay another receipt
select n.linea, n.referencia, exists (select 1 from pendiente p where p.ente = $1 and p.referencia = n.referencia) as conocida
  from pendiente_nueva n
 where exists (select 1 from pendiente p where p.ente = $1 and p.referencia = n.referencia)
    or (n.valor > 0
        and (n.valor <= (select ultimo from contador where ente = $1 and clase = 'valor' and ejercicio = 0 and serie = '')
          or exists (select 1 from pendiente p where p.ente = $1 and p.valor = n.valor)
          or exists (select 1 from pendiente_nueva m where m.valor = n.valor and m.linea < n.linea)))
 order by n.linea
