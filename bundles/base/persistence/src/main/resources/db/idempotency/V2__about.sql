-- A result that tells of a person is sealed with the key of the case that it tells of. Earlier ones told in the clear: they are taken away,
-- and what they came of stays done.
alter table call add column about uuid, add column sealed bytea;
create index call_about on call (about) where about is not null;
update call set result = null, about = '00000000-0000-0000-0000-000000000000', sealed = '' where result is not null;
