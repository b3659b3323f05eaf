-- so that the calculation, a moment later, is planned with the true sizes
analyze censo_tasa, persona_documento, mandato
