-- How many lines have no id yet.
select count(*) from pendiente_nueva where valor = 0
