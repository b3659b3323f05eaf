-- What tests/e2e/data/ordenanza_rara.yaml says: odd rates, restante benefits, a coefficient for each band, no minimum of IBI.
insert into tipo values ('U', '0.5833'), ('R', '0.3'), ('B', '1.2999');
insert into tipo_por_uso values ('C', '0.77', 100000.00), ('I', '0.9001', 250000.50);
insert into parte values
  ('ibi', 0, 3.33, '2026-03-31', 1.0300),
  ('ivtm', 4.42, 0, 'infinity', 1),
  ('agua', 3.00, 5.00, '2026-09-15', 1),
  ('vados', 0, 0.0001, 'infinity', 1);
insert into beneficio values ('ibi', 'FN', 'integra'), ('ibi', 'VPO', 'integra'), ('ibi', 'COOP', 'integra'),
  ('ibi', 'ECO', 'restante'), ('ibi', 'SOL', 'restante'), ('ivtm', 'HIST', 'integra'), ('ivtm', 'ELEC', 'restante'),
  ('ivtm', 'MINUS', 'restante'), ('agua', 'SOCIAL', 'integra'), ('agua', 'FN', 'restante');
insert into banda values
  ('turismos', 1, 8, '12.62', 1.2345), ('turismos', 2, 12, '34.08', 1.6), ('turismos', 3, 16, '71.94', 1.9999),
  ('turismos', 4, 20, '89.61', 2), ('turismos', 5, null, '112', 1.0001),
  ('camiones', 1, 1000, '42.28', 1.333), ('camiones', 2, 3000, '83.3', 1.333), ('camiones', 3, 10000, '118.64', 1.333),
  ('camiones', 4, null, '148.30', 1.333),
  ('remolques', 1, 750.01, '0.00', 1), ('remolques', 2, null, '17.67', 1),
  ('ciclomotores', 1, null, '4.42', 1),
  ('motos', 1, 126, '4.42', 1.3), ('motos', 2, 251, '7.57', 1.3), ('motos', 3, null, '60.58', 1.3);
insert into tarifa values
  ('agua', 'm3', '0.7351', true), ('agua', 'cuota', '17.29', true), ('agua', 'minima', '2.99', true),
  ('vados', 'metro', '48.15', false), ('vados', 'cm', '0.0049', false);
