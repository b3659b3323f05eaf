copy inscripcion (ente, nia, n, fvar, registrado, cvar, cauv, origen, expediente, run, linea,
  dist, secc, lsecc, cun, nentcoc, nentsic, nnuclec, cvia, tvia, nviac, cpsvia, dpsvia, tinum, numer, cnumer,
  numers, cnumers, kmt, hmt, bloq, port, esca, plan, puer, tloc, nhop, nie, nomb, part1, ape1, part2, ape2, sexo,
  cpron, cmunn, fnac, tiden, lextr, iden, liden, ndocu, cnes, naci, prdp, mudp, codp,
  nombre_mostrado, duplicado_de) from stdin
