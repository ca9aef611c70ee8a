-- Who has the login: a keyed digest, by which another login of the same person is known. Empty where nobody said.
alter table session add column person text not null default '';
