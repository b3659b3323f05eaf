copy job_reject (ente, run, n, file, line, col, code, value, reason) from stdin
