-- What a certificate says of people is sealed with the case's key, and empty once one of them is erased; content has the rest. Rows of a
-- version before are sealed when a hub starts.
alter table certificate add column sealed bytea;
create index certificate_clear on certificate (code) where sealed is null;
