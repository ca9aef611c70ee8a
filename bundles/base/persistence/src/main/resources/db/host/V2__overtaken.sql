-- An external witness has later seals of the journal than this database: the installation is an older copy.
alter table quarantine drop constraint quarantine_cause_check;
alter table quarantine add constraint quarantine_cause_check check (cause in ('copied', 'restored', 'overtaken'));

-- Last entry of the journal when people released the installation: a witness that contradicts it is known to them.
alter table quarantine add column accepted bigint;
