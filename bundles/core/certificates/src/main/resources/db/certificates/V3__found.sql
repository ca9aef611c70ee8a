-- A code is looked up by its digest: how long that takes tells a guesser nothing of the codes that are there.
alter table certificate add column code_hash bytea;
update certificate set code_hash = sha256(convert_to(code, 'UTF8'));
alter table certificate alter column code_hash set not null;
create unique index certificate_code_hash on certificate (code_hash);
-- Found by what stands on the paper beside the code, and by the property or vehicle that it is of.
create index certificate_number on certificate (number);
create index certificate_subject on certificate ((content ->> 'subject'), template) where state = 'valid';
