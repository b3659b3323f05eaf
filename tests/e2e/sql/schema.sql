-- An independent calculation of IBI, IVTM and tasas, by design 6 alone and in PostgreSQL's exact decimals, whose round()
-- is half away from zero. Run in a database of its own; an ordinance is small tables, a census text as it stands.
create table tipo (clase text primary key, tipo text not null);
create table tipo_por_uso (uso text primary key, tipo text not null, umbral numeric not null);
create table parte (tributo text primary key, minimo numeric not null default 0, rebaja numeric not null default 0,
                    solicitud_hasta date not null default 'infinity', actualizacion numeric not null default 1);
create table beneficio (tributo text, codigo text, base text not null, primary key (tributo, codigo));
create table banda (clase text, n int, limite numeric, tarifa text not null, coeficiente numeric not null default 1,
                    primary key (clase, n));
create table tarifa (concepto text, tarifa text, importe text not null, prorrateo boolean not null,
                     primary key (concepto, tarifa));

-- Lines of the last approved padrón of each tributo, kept by the test when it approves a run.
create table anterior (tributo text, objeto text, nif text, valor_catastral numeric);

create table censo_ibi (
  n bigserial primary key,
  referencia_catastral text, clase text, uso text, valor_catastral numeric, valor_catastral_inicial numeric,
  valor_base numeric, coeficiente_reductor numeric, nif text, nombre text, derecho text, cuota_participacion numeric,
  division text, notificada text, domicilio_tributario text, domicilio_fiscal text, codigo_postal text, municipio text,
  iban text, titular_cuenta_nif text, mandato text, fecha_mandato date, beneficios text);
create table censo_ivtm (
  n bigserial primary key,
  matricula text, clase_vehiculo text, potencia numeric, unidad text, carburante text, fecha_matriculacion date,
  fecha_baja date, tipo_baja text, nif text, nombre text, notificada text, domicilio_fiscal text, codigo_postal text,
  municipio text, iban text, titular_cuenta_nif text, mandato text, fecha_mandato date, beneficios text);
create table censo_tasa (
  n bigserial primary key,
  concepto text, objeto text, tarifa text, unidades numeric, fecha_alta date, fecha_baja date, nif text, nombre text,
  notificada text, domicilio_objeto text, domicilio_fiscal text, codigo_postal text, municipio text, iban text,
  titular_cuenta_nif text, mandato text, fecha_mandato date, beneficios text);

-- What steps 1 to 5 give for a charged line; steps 6 and 7 are the view below. Íntegra and líquida are the line's own.
create table linea (
  tributo text, n bigint, objeto text, nif text, valor_catastral numeric, base numeric, tipo text, integra numeric,
  liquida numeric, situacion text, notificada text, iban text, fecha_mandato date, primary key (tributo, n));

-- Step 3: what is left of a cuota íntegra after the benefits in force on 1 January, in the order of the line.
create function cuota_liquida(p_tributo text, integra numeric, beneficios text, ejercicio int) returns numeric
language plpgsql as $$
declare
  queda numeric := integra;
  uno text;
  parte text[];
  sobre text;
begin
  foreach uno in array coalesce(string_to_array(beneficios, ','), '{}') loop
    parte := string_to_array(uno, ':');
    continue when make_date(ejercicio, 1, 1) not between parte[3]::date and parte[4]::date;
    select base into strict sobre from beneficio b where b.tributo = p_tributo and b.codigo = parte[1];
    queda := queda - least(queda, round(case sobre when 'integra' then integra else queda end * parte[2]::numeric * 0.01, 2));
  end loop;
  return queda;
end $$;

-- Quarters of a year that a thing stood in it.
create function trimestres(ejercicio int, alta date, baja date) returns int language sql as $$
  select case when extract(year from baja) = ejercicio then extract(quarter from baja)::int else 4 end
       - case when extract(year from alta) = ejercicio then extract(quarter from alta)::int else 1 end + 1
$$;

create function calcular_ibi(ejercicio int) returns void language sql as $$
  delete from linea where tributo = 'ibi';
  insert into linea
  with gravada as (   -- the lines of the first right present
    select * from (
      select c.*, rank() over (partition by referencia_catastral order by array_position('{CA,DS,US,PR}', derecho)) as orden
        from censo_ibi c where derecho <> 'NP') o
     where orden = 1),
  base as (
    select referencia_catastral, min(n) as n, min(clase) as clase, min(uso) as uso, min(valor_catastral) as valor_catastral,
           greatest(0, round(min(valor_catastral) - case
             when coalesce(min(coeficiente_reductor), 0) = 0 then 0
             else greatest(0, min(coeficiente_reductor) * (min(valor_catastral_inicial) - min(valor_base))) end, 2)) as base,
           min(beneficios) as beneficios, min(division) as division
      from gravada group by 1),
  tipo_suyo as (
    select b.*, coalesce(u.tipo, t.tipo) as tipo
      from base b join tipo t using (clase)
      left join tipo_por_uso u on b.clase = 'U' and u.uso = b.uso and b.valor_catastral > u.umbral),
  integra as (select *, round(base * tipo::numeric * 0.01, 2) as integra from tipo_suyo),
  inmueble as (select *, cuota_liquida('ibi', integra, beneficios, ejercicio) as liquida from integra),
  parte_suya as (
    select g.n, i.*, g.nif, g.notificada, g.iban, g.fecha_mandato,
           row_number() over por as k, count(*) over (partition by referencia_catastral) as de,
           round(i.integra * g.cuota_participacion * 0.01, 2) as parte_integra,
           round(i.liquida * g.cuota_participacion * 0.01, 2) as parte_liquida
      from gravada g join (select referencia_catastral, valor_catastral, base, tipo, integra, liquida, division from inmueble) i
           using (referencia_catastral, valor_catastral, division)
    window por as (partition by referencia_catastral order by g.n)),
  repartida as (
    select *, case when k < de then parte_integra
                   else integra - coalesce(sum(parte_integra) over antes, 0) end as su_integra,
              case when k < de then parte_liquida
                   else liquida - coalesce(sum(parte_liquida) over antes, 0) end as su_liquida
      from parte_suya
    window antes as (partition by referencia_catastral order by n rows between unbounded preceding and 1 preceding))
  select 'ibi', n, referencia_catastral, nif, valor_catastral, base, tipo,
         case division when 's' then su_integra else integra end,
         case division when 's' then su_liquida else liquida end,
         case when liquida < (select minimo from parte where tributo = 'ibi') then 'minimo'
              when liquida <= 0 then 'minimo'
              when division = 's' then case when su_liquida > 0 then 'valor' else 'minimo' end
              when k = 1 then 'valor'
              else 'solidario' end,
         notificada, iban, fecha_mandato
    from repartida
$$;

create function calcular_ivtm(ejercicio int) returns void language sql as $$
  delete from linea where tributo = 'ivtm';
  insert into linea
  with cuota as (
    select c.*, b.tarifa,
           round(b.tarifa::numeric * b.coeficiente * 0.25 * trimestres(ejercicio, fecha_matriculacion,
                 case when tipo_baja in ('definitiva', 'robo') then fecha_baja end), 2) as integra
      from censo_ivtm c
      join banda b on b.clase = c.clase_vehiculo
       and b.n = (select min(n) from banda x where x.clase = c.clase_vehiculo and (x.limite is null or c.potencia < x.limite))
     where extract(year from fecha_matriculacion) <= ejercicio
       and (fecha_baja is null or extract(year from fecha_baja) >= ejercicio)),
  liquida as (select *, cuota_liquida('ivtm', integra, beneficios, ejercicio) as liquida from cuota)
  select 'ivtm', n, matricula, nif, null, null, tarifa, integra, liquida,
         case when liquida < minimo or liquida <= 0 then 'minimo' else 'valor' end, notificada, iban, fecha_mandato
    from liquida, parte where tributo = 'ivtm'
$$;

create function calcular_tasa(p_concepto text, ejercicio int) returns void language sql as $$
  delete from linea where tributo = p_concepto;
  insert into linea
  with cuota as (
    select c.*, t.importe,
           round(case when t.prorrateo then t.importe::numeric * unidades * 0.25 * trimestres(ejercicio, fecha_alta, fecha_baja)
                      else t.importe::numeric * unidades end, 2) as integra
      from censo_tasa c join tarifa t using (concepto, tarifa)
     where concepto = p_concepto and extract(year from fecha_alta) <= ejercicio
       and (fecha_baja is null or extract(year from fecha_baja) >= ejercicio)),
  liquida as (select *, cuota_liquida(p_concepto, integra, beneficios, ejercicio) as liquida from cuota)
  select p_concepto, n, objeto, nif, null, null, importe, integra, liquida,
         case when liquida < minimo or liquida <= 0 then 'minimo' else 'valor' end, notificada, iban, fecha_mandato
    from liquida, parte where tributo = p_concepto
$$;

-- Steps 6 and 7, and the columns of the export. A referencia is `R` here: the number itself is the program's.
create view exportada as
with clase as (
  select l.*, p.rebaja as por_domiciliar, p.solicitud_hasta,
         case when l.notificada = 'n' then 'liquidacion'
              when not exists (select 1 from anterior a where a.tributo = l.tributo) then 'recibo'
              when not exists (select 1 from anterior a where a.tributo = l.tributo and a.objeto = l.objeto
                                                          and a.nif is not distinct from l.nif) then 'liquidacion'
              when l.valor_catastral > (select min(a.valor_catastral) from anterior a where a.tributo = l.tributo
                                          and a.objeto = l.objeto and a.nif is not distinct from l.nif) * p.actualizacion
                then 'liquidacion'
              else 'recibo' end as clase_valor
    from linea l join parte p using (tributo)),
domiciliada as (
  select *, situacion = 'valor' and clase_valor = 'recibo' and iban is not null
            and fecha_mandato <= solicitud_hasta as domiciliado from clase),
rebaja as (
  select *, case when domiciliado then round(liquida * por_domiciliar * 0.01, 2) else 0.00 end as rebaja from domiciliada)
select tributo, n, case situacion when 'valor' then 'R' end as referencia, clase_valor, objeto, nif,
       base::numeric(16, 2) as base_liquidable, tipo,
       case situacion when 'valor' then integra else 0 end::numeric(16, 2) as cuota_integra,
       case situacion when 'valor' then integra - liquida else 0 end::numeric(16, 2) as beneficios,
       case situacion when 'valor' then liquida else 0 end::numeric(16, 2) as cuota_liquida,
       case when domiciliado then 's' else 'n' end as domiciliado,
       rebaja::numeric(16, 2) as rebaja_domiciliacion,
       case situacion when 'valor' then liquida - rebaja else 0 end::numeric(16, 2) as importe,
       case situacion when 'valor' then 'emitido' else situacion end as estado
  from rebaja;
