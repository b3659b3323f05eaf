create temporary table if not exists parte_nueva (clase text not null, numero text not null, nombre text not null) on commit drop
