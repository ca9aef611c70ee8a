-- An attempt is written six times and has a reference from the last but two on: before, none stands in the index.
drop index attempt_reference;
create unique index attempt_reference on attempt (gateway, terminal, reference) where reference is not null;
