-- What a cargo brought must be known to the planner before it is asked for.
analyze apunte, adeudo
