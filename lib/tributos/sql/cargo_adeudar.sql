-- $1 ente  $2 run  $3 $4 lines from, to  $5 remesa  $6 fecha de cobro  $7 acreedor id  $8 tributo  $9 ejercicio
-- $10 sequence type of a debit that moved to another bank
-- Each domiciled line whose mandate lives on that day. What was last debited under it decides sequence and amendments.
insert into adeudo (ente, valor, run, remesa, secuencia, mandato, fecha_firma, iban, deudor, contribuyente, concepto,
                    importe_cts, fecha_cobro, acreedor_id, mandato_anterior, iban_anterior, acreedor_anterior)
select p.ente, p.valor, p.run, $5::int,
       case when u.valor is null then case when c.fecha_mandato = date '2009-10-31' then 'RCUR' else 'FRST' end
            -- another bank, as Iban::same_bank()
            when left(u.iban, 2) || substr(u.iban, 5, 4) <> left(c.iban, 2) || substr(c.iban, 5, 4) then $10
            else 'RCUR' end,
       c.mandato, c.fecha_mandato, c.iban,
       case when c.titular_cuenta_nif in ('', c.nif) then c.nombre else coalesce(t.nombre, c.titular_cuenta_nif) end,
       case when c.titular_cuenta_nif in ('', c.nif) then '' else c.nombre end,
       upper($8) || ' ' || $9::int || ' REF ' || lpad(p.valor::text, 10, '0') || ' ' || coalesce(nullif(c.domicilio_objeto, ''), c.objeto),
       p.importe_cts, $6::date, $7,
       coalesce(case when u.mandato <> c.mandato then u.mandato end, ''),
       coalesce(case when u.iban <> c.iban then u.iban end, ''),
       coalesce(case when u.acreedor_id <> $7 then u.acreedor_id end, '')
  from padron_fiscal p
  join emision e on e.ente = p.ente and e.run = p.run
  join censo_linea c on c.ente = p.ente and c.censo = e.censo and c.linea = p.linea
  join mandato m on m.ente = c.ente and m.referencia = c.mandato
  left join lateral (select a.clase, a.anterior from mandato_acto a where a.ente = c.ente and a.mandato = c.mandato
                      order by a.n desc limit 1) x on true
  left join lateral (select a.* from adeudo a
                      where a.ente = c.ente and a.run <> p.run
                        and a.mandato in (c.mandato, case when x.clase = 'renombrado' then x.anterior else c.mandato end)
                      order by a.fecha_cobro desc, a.valor desc limit 1) u on true
  left join lateral (select q.nombre from persona_documento d join persona q on q.ente = d.ente and q.id = d.persona
                      where d.ente = c.ente and d.clase = 'nif' and d.pais = '' and d.numero = c.titular_cuenta_nif) t
         on c.titular_cuenta_nif not in ('', c.nif)
 where p.ente = $1 and p.run = $2 and p.linea between $3 and $4 and p.domiciliado and p.importe_cts > 0
   and coalesce(x.clase, '') <> 'cancelado'
   and $6::date <= (coalesce(u.fecha_cobro, m.primera_carga) + interval '36 months')::date
 order by p.linea
