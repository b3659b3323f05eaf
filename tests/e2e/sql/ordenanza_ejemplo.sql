-- What etc/ordenanzas/<ejercicio>.yaml says, written by hand from its text. -v ejercicio=2025 or 2026
insert into tipo values ('U', case :ejercicio when 2025 then '0.5600' else '0.5500' end), ('R', '0.5000'), ('B', '1.3000');
insert into tipo_por_uso values ('C', '0.6500', 400000.00);
insert into parte values
  ('ibi', 6.00, 5.00, make_date(:ejercicio, 4, 20), 1.0000),
  ('ivtm', 0, 5.00, make_date(:ejercicio, 4, 20), 1),
  ('basura', 0, 0, 'infinity', 1),
  ('vados', 6.00, 0, 'infinity', 1);
insert into beneficio values ('ibi', 'FN', 'integra'), ('ibi', 'VPO', 'integra'), ('ibi', 'ECO', 'restante'),
  ('ivtm', 'HIST', 'integra'),
  ('ivtm', 'ELEC', 'integra'), ('ivtm', 'MINUS', 'integra'), ('basura', 'SOC', 'integra');
insert into banda values
  ('turismos', 1, 8, '12.62', 1.6), ('turismos', 2, 12, '34.08', 1.6), ('turismos', 3, 16, '71.94', 1.6),
  ('turismos', 4, 20, '89.61', 1.6), ('turismos', 5, null, '112.00', 1.6),
  ('autobuses', 1, 21, '83.30', 1), ('autobuses', 2, 51, '118.64', 1), ('autobuses', 3, null, '148.30', 1),
  ('camiones', 1, 1000, '42.28', 1), ('camiones', 2, 3000, '83.30', 1), ('camiones', 3, 10000, '118.64', 1),
  ('camiones', 4, null, '148.30', 1),
  ('tractores', 1, 16, '17.67', 1), ('tractores', 2, 25.01, '27.77', 1), ('tractores', 3, null, '83.30', 1),
  ('remolques', 1, 750.01, '0.00', 1), ('remolques', 2, 1000, '17.67', 1), ('remolques', 3, 3000, '27.77', 1),
  ('remolques', 4, null, '83.30', 1),
  ('ciclomotores', 1, null, '4.42', 1),
  ('motos', 1, 126, '4.42', 1.2), ('motos', 2, 251, '7.57', 1.2), ('motos', 3, 501, '15.15', 1.2),
  ('motos', 4, 1001, '30.29', 1.2), ('motos', 5, null, '60.58', 1.2);
insert into tarifa values
  ('basura', 'vivienda', case :ejercicio when 2025 then '88.20' else '92.40' end, true),
  ('basura', 'local_a', '310.00', true), ('basura', 'local_b', '186.00', true), ('basura', 'local_c', '124.00', true),
  ('basura', 'oficina', '98.60', true), ('basura', 'hotel_plaza', '21.35', true),
  ('vados', 'metro', '48.15', false), ('vados', 'metro_garaje', '32.10', false);
