-- The decision that suspended the office and said what becomes of its cases; null for an order of the institute. Each is carried out once.
alter table handover add column decision text unique;
-- the only service that is meant; null for all
alter table handover add column service text;
