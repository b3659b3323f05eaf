analyze inscripcion, habitante, hoja, documento_identidad
