-- The planner must know what a file brought: it is asked for in the same breath.
analyze cobro, cobro_clave
