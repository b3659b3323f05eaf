-- What a padrón brought must be known to the planner before it is asked for.
analyze padron_fiscal
