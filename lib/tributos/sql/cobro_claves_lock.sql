-- Two files that hold the same record do not both find it new.
lock table cobro_clave in share row exclusive mode
