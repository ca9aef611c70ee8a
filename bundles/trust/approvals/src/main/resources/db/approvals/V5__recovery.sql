-- Whether a hub was founded without second people, as a demo is. Of one that was founded before this was asked nobody knows.
alter table founding add column at_once boolean not null default false;
-- Files of users that two key holders signed: each brings its logins back once.
create table recovery (
    digest text        primary key,
    at     timestamptz not null default now()
);
