-- $1 ente
select cvia, tvia, nviac, nvia from via where ente = $1
