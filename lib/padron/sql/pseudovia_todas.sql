-- $1 ente
select cpsvia, dpsvia from pseudovia where ente = $1
