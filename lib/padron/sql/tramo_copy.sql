copy tramo (ente, dist, secc, lsecc, subsc, cun, cvia, cpsvia, manz, cpos, tinum, ein, cein, esn, cesn) from stdin
