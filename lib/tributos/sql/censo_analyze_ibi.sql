-- so that the calculation, a moment later, is planned with the true sizes
analyze censo_ibi, persona_documento, mandato
