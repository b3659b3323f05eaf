select count(*) from pendiente_nueva where valor = 0
