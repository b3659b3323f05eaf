-- Lines of a load whose reference is none that a bank could read.
select count(*) from pendiente_nueva where valor = 0
