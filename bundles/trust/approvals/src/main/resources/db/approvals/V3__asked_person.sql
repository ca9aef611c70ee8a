-- Who had the login that asked: a keyed digest, by which another login of the same person is known. Empty where nobody said.
alter table approval add column asked_person text not null default '';
