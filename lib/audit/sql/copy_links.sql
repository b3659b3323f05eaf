copy audit_chain (ente, n, audit_id, prev, mac) from stdin
