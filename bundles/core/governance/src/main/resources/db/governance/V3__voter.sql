-- Who had the login that voted: a keyed digest, so that nobody votes for two seats by two logins. Empty where nobody said.
alter table vote add column person text not null default '';
