-- Censuses of invented people, by a hash: the same seed, the same bytes. Functions first; then one view a census.
create table semilla (semilla text, inmuebles int, vehiculos int, objetos int, codigos text[]);
-- A number from 0 to n - 1 that depends on what is asked.
create function azar(n bigint, variadic a text[]) returns bigint language sql stable as $$
  select (('x' || substr(md5((select semilla from semilla) || '/' || array_to_string(a, '/')), 1, 15))::bit(60)::bigint) % n
$$;
create function uno_de(lista text[], variadic a text[]) returns text language sql stable as $$
  select lista[1 + azar(cardinality(lista), variadic a)]
$$;
create function letra_dni(n bigint) returns text language sql immutable as $$
  select substr('TRWAGMYFPDXBNJZSQVHLCKE', (n % 23)::int + 1, 1)
$$;
-- The number of an entity: the seven digits, doubled where their place is odd.
create function control_cif(digits text) returns int language sql immutable as $$
  select ((10 - sum(case when i % 2 = 0 then d else (d * 2) / 10 + (d * 2) % 10 end) % 10) % 10)::int
    from (select i, substr(digits, i, 1)::int as d from generate_series(1, 7) i) x
$$;
create function nif_de(n bigint) returns text language sql immutable as $$
  select case
    when n % 11 = 3 then 'X' || lpad((n % 10000000)::text, 7, '0') || letra_dni(n % 10000000)
    when n % 11 = 5 then 'Y' || lpad((n % 10000000)::text, 7, '0') || letra_dni(10000000 + n % 10000000)
    when n % 11 = 7 then 'B' || lpad((n % 10000000)::text, 7, '0') || control_cif(lpad((n % 10000000)::text, 7, '0'))
    when n % 11 = 8 then 'P' || lpad((n % 10000000)::text, 7, '0')
                         || substr('JABCDEFGHI', control_cif(lpad((n % 10000000)::text, 7, '0')) + 1, 1)
    else lpad((n % 100000000)::text, 8, '0') || letra_dni(n % 100000000) end
$$;
create function digito_ccc(digits text) returns text language sql immutable as $$
  select case v when 10 then '1' when 11 then '0' else v::text end
    from (select 11 - sum((array[1,2,4,8,5,10,9,7,3,6])[i] * substr(digits, i, 1)::int) % 11 as v
            from generate_series(1, 10) i) s
$$;
create function iban_de(n bigint) returns text language sql immutable as $$
  select 'ES' || lpad((98 - (ccc || '142800')::numeric % 97)::text, 2, '0') || ccc
    from (select banco || digito_ccc('00' || banco) || digito_ccc(cuenta) || cuenta as ccc
            from (select (array['21000418','00491500','01822370','20381234'])[1 + n % 4] as banco,
                         lpad((n * 7919 % 10000000000)::text, 10, '0') as cuenta) a) b
$$;
create function nombre_de(n bigint) returns text language sql immutable as $$
  select (array['PÉREZ','NÚÑEZ','GARCÍA','DÍAZ','BETHENCOURT','O''DALY','SOCAS','HERNÁNDEZ'])[1 + n % 8] || ' '
      || (array['DORTA','MESA','ACOSTA','YANES','LEÓN'])[1 + n % 5] || ', '
      || (array['ANA','BENTOR','CARMEN','ÍÑIGO','MARÇAL','ZOË'])[1 + n % 6] || ' (FICTICIA) ' || n
$$;
-- Benefits of a line: percent and dates by chance, codes from a list, each at most once in force.
create function beneficios_de(codigos text[], variadic a text[]) returns text language sql stable as $$
  select string_agg(codigo || ':' || uno_de('{50.00,90,33.33,0.01,100,75.0000,12.5}', variadic a || codigo) || ':' ||
                    uno_de('{2020-01-01:2026-01-01,2026-01-01:2026-01-01,2026-01-01:2030-12-31,2024-06-01:2027-12-31,2020-01-01:2025-12-31,2026-01-02:2028-12-31}',
                           variadic a || codigo || 'f'::text), ',' order by md5(codigo || array_to_string(a, '/')))
    from unnest(codigos) codigo where azar(3, variadic a || codigo || 's'::text) = 0
$$;
create function refcat(p bigint) returns text language sql immutable as $$
  select lpad(p::text, 7, '0') || 'CS' || lpad((p % 97)::text, 2, '0') || '44' || 'S' || '0001' || 'XY'
$$;

-- IBI: one row a holder. A property takes a pattern of rights and shares.
create view genera_ibi as
with patron (k, derechos, cuotas) as (values
  (0, '{PR}'::text[], '{100}'::text[]), (1, '{PR}', '{100.0000}'), (2, '{PR,PR}', '{50,50}'),
  (3, '{PR,PR,PR}', '{33.3333,33.3333,33.3334}'), (4, '{PR,PR,PR,PR,PR,PR,PR}', '{14.2857,14.2857,14.2857,14.2857,14.2857,14.2857,14.2858}'),
  (5, '{PR,PR}', '{0.0001,99.9999}'), (6, '{PR,PR}', '{99.9999,0.0001}'), (7, '{US,NP}', '{100,100}'),
  (8, '{NP,US,US,NP}', '{60,25.5,74.5,40}'), (9, '{PR,CA}', '{100,100}'), (10, '{DS,PR,DS}', '{66.6667,100,33.3333}'),
  (11, '{CA,DS,US,PR,NP}', '{100.00,50,50,50,50}'), (12, '{PR,NP,PR}', '{12.3456,0,87.6544}'), (13, '{US,PR}', '{100,0}'),
  (14, '{PR,PR,PR,PR,PR,PR,PR,PR,PR,PR}', '{10,10,10,10,10,10,10,10,10,10}'),
  (15, '{PR,PR,PR,PR,PR,PR}', '{16.6667,16.6667,16.6667,16.6667,16.6667,16.6665}')),
inmueble as (
  select p, refcat(p) as ref, azar(16, 'patron', p::text) as k,
         uno_de('{U,U,U,U,U,U,U,R,B}', 'clase', p::text) as clase, uno_de('{V,V,V,C,I,O,A,""}', 'uso', p::text) as uso,
         azar(20, 'forma', p::text) as forma, azar(9, 'reductor', p::text) as r
    from generate_series(1, (select inmuebles from semilla)) p),
valor as (
  select *, (case
      when forma < 8 then 1000 + azar(9000000, 'v', p::text) / 100.0
      when forma < 11 then (1 + azar(9000, 'v', p::text)) * 10
      when forma = 11 then azar(200, 'v', p::text) / 100.0
      when forma = 12 then 0
      when forma = 13 then 100000.00
      when forma = 14 then (array[1090.00, 1090.90, 1090.91, 1089.99, 1028.64, 2000, 461.54])[1 + azar(7, 'v', p::text)]
      when forma = 15 then (array[1.72, 0.86, 8.57, 17.14, 85.72, 171.43])[1 + azar(6, 'v', p::text)]
      when forma = 16 and azar(4, 'alto', p::text) = 0 then (array[100000.01, 400000.00, 400000.01, 250000.50, 250000.51, 98765432.10])[1 + azar(6, 'v', p::text)]
      else azar(10000000, 'v', p::text) / 100.0 end)::numeric(14, 2) as vc
    from inmueble),
reducido as (
  select *, case when r < 6 then uno_de('{0,0.0,""}', 'c', p::text)
                 else uno_de('{0.9,0.85,0.125,0.3333,0.0001,1,0.7}', 'c', p::text) end as coef,
            case when r = 6 then vc when r = 7 then vc + 1000.33 when r = 8 then vc * 3 end as vini,
            case when r = 6 then round(vc * 0.6, 2) when r = 7 then vc + 2000.01 when r = 8 then round(vc * 0.1, 2) end as vbase
    from valor)
select ref as referencia_catastral, clase, uso, vc::text as valor_catastral, round(vini, 2)::text as valor_catastral_inicial,
       round(vbase, 2)::text as valor_base, coef as coeficiente_reductor,
       case when azar(40, 'sin', q.persona::text) = 0 then null else nif_de(q.persona) end as nif,
       nombre_de(q.persona) as nombre, derechos[h] as derecho, cuotas[h] as cuota_participacion,
       uno_de('{s,n}', 'div', p::text) as division, uno_de('{s,s,s,s,s,s,n}', 'not', p::text) as notificada,
       case when azar(9, 'dom', p::text) = 0 then 'C/ "LA ROSA"; nº ' || p else 'C/ FICTICIA ' || p end as domicilio_tributario,
       'AV. INVENTADA ' || q.persona as domicilio_fiscal, '38001' as codigo_postal,
       uno_de('{380386,""}', 'mun', p::text) as municipio,
       case when domiciliado then iban_de(q.persona) end as iban,
       case when domiciliado and azar(5, 'otro', p::text, h::text) = 0 then nif_de(1 + azar(50000000, 'tit', p::text, h::text) * 11) end as titular_cuenta_nif,
       case when domiciliado then 'M' || p || '-' || h end as mandato,
       case when domiciliado then uno_de('{2009-10-31,2026-03-30,2026-03-31,2026-04-01,2026-04-19,2026-04-20,2026-04-21,2024-02-29}', 'fm', p::text, h::text) end as fecha_mandato,
       case when azar(3, 'ben', p::text) = 0 then beneficios_de((select codigos from semilla), 'ibi', p::text) end as beneficios
  from reducido join patron using (k), generate_subscripts(derechos, 1) h,
       lateral (select 1 + azar(60000000, 'persona', p::text, h::text) as persona) q,
       lateral (select azar(40, 'sin', q.persona::text) > 0 and azar(2, 'iban', p::text, h::text) = 0 as domiciliado) d
 order by p, h;

create view genera_ivtm as
with clase (clase, unidad, limites) as (values
  ('turismos', 'CVF', '{8,12,16,20,40}'::numeric[]), ('camiones', 'kg', '{1000,3000,10000,40000}'), ('motos', 'cc', '{126,251,501,1001}'),
  ('remolques', 'kg', '{750.01,1000,3000}'), ('ciclomotores', 'unidad', '{1}'),
  ('autobuses', 'plazas', '{21,51,90}'), ('tractores', 'CVF', '{16,25.01,60}')),
elegida as (
  select v, c.*, 1 + azar(60000000, 'persona', v::text) as persona, azar(40, 'sin', v::text) as sin
    from generate_series(1, (select vehiculos from semilla)) v
    join (select row_number() over (order by clase) - 1 as i, * from clase where clase in (select clase from banda)) c
      on c.i = azar((select count(distinct clase) from banda), 'clase', v::text)),
fechas as (
  select *, uno_de('{2010-05-05,2025-12-31,2019-01-01,2003-07-07,2026-01-01,2026-03-31,2026-04-01,2026-06-30,2026-07-01,2026-09-30,2026-10-01,2026-12-31,2027-01-01}',
                   'alta', v::text)::date as alta,
            uno_de('{2025-12-31,2026-01-01,2026-03-31,2026-04-01,2026-06-30,2026-07-01,2026-09-30,2026-10-01,2026-12-31,2027-01-01,2027-06-30}',
                   'baja', v::text)::date as b
    from elegida),
bajas as (select *, case when azar(3, 'hay', v::text) = 0 and b >= alta then b end as baja from fechas)
select 'F' || lpad(v::text, 6, '0') || 'ZZ' as matricula, clase as clase_vehiculo,
       case when azar(3, 'filo', v::text) = 0 then (azar(40000, 'p', v::text) / 100.0)::numeric(10, 2)
            else (limites[1 + azar(cardinality(limites), 'l', v::text)] + (azar(3, 'd', v::text) - 1) * 0.01)::numeric(10, 2) end as potencia,
       unidad, uno_de('{gasolina,diésel,eléctrico,""}', 'carb', v::text) as carburante, alta as fecha_matriculacion,
       baja as fecha_baja, case when baja is not null then uno_de('{definitiva,robo,temporal}', 'tb', v::text) end as tipo_baja,
       case when sin = 0 then null else nif_de(persona) end as nif, nombre_de(persona) as nombre,
       uno_de('{s,s,s,s,n}', 'not', v::text) as notificada, 'AV. INVENTADA ' || persona as domicilio_fiscal,
       '38001' as codigo_postal, '380386' as municipio, case when domiciliado then iban_de(persona) end as iban,
       null as titular_cuenta_nif, case when domiciliado then 'V' || v end as mandato,
       case when domiciliado then uno_de('{2009-10-31,2026-04-19,2026-04-20,2026-04-21}', 'fm', v::text) end as fecha_mandato,
       case azar(6, 'ben', v::text)
         when 0 then uno_de('{HIST,ELEC,MINUS}', 'bc', v::text) || ':' || uno_de('{100,75,50.00,33.3333}', 'bp', v::text) || ':2020-01-01:'
                     || uno_de('{2026-01-01,2025-12-31,2099-12-31}', 'bf', v::text)
       end as beneficios
  from bajas, lateral (select sin > 0 and azar(2, 'iban', v::text) = 0 as domiciliado) d
 order by v;

create view genera_tasa as
with t as (select row_number() over (order by concepto, tarifa) - 1 as i, concepto, tarifa from tarifa),
elegida as (
  select o, t.concepto, t.tarifa, 1 + azar(60000000, 'persona', o::text) as persona, azar(40, 'sin', o::text) as sin,
         uno_de('{2010-05-05,2025-12-31,2019-01-01,2026-01-01,2026-03-31,2026-04-01,2026-06-30,2026-07-01,2026-09-30,2026-10-01,2026-12-31,2027-01-01}',
                'alta', o::text)::date as alta,
         uno_de('{2025-12-31,2026-01-01,2026-03-31,2026-04-01,2026-06-30,2026-07-01,2026-09-30,2026-10-01,2026-12-31,2027-01-01}',
                'baja', o::text)::date as b
    from generate_series(1, (select objetos from semilla)) o join t on t.i = azar((select count(*) from t), 'tarifa', o::text))
select concepto, case when azar(5, 'obj', o::text) = 0 then 'LOCAL 1' else 'OBJ-' || o end as objeto, tarifa,
       uno_de('{1,1,1,2,0,0.5,1.25,3.3333,0.0001,12,2.50,100,7}', 'u', o::text) as unidades, alta as fecha_alta,
       case when azar(3, 'hay', o::text) = 0 and b >= alta then b end as fecha_baja,
       case when sin = 0 then null else nif_de(persona) end as nif, nombre_de(persona) as nombre,
       uno_de('{s,s,s,s,n}', 'not', o::text) as notificada, 'C/ FICTICIA ' || o as domicilio_objeto,
       'AV. INVENTADA ' || persona as domicilio_fiscal, '38001' as codigo_postal, '380386' as municipio,
       case when domiciliado then iban_de(persona) end as iban, null as titular_cuenta_nif,
       case when domiciliado then 'T' || o end as mandato,
       case when domiciliado then uno_de('{2009-10-31,2026-09-14,2026-09-15,2026-09-16}', 'fm', o::text) end as fecha_mandato,
       case when azar(4, 'ben', o::text) = 0 and concepto = 'agua' then beneficios_de('{SOCIAL,FN}', 'tasa', o::text) end as beneficios
  from elegida, lateral (select sin > 0 and azar(2, 'iban', o::text) = 0 as domiciliado) d
 order by o;
