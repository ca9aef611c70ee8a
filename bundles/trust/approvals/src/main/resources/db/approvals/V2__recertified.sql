-- Logins that somebody looked at and found still needed; the newest line of a login counts.
create table recertified (
    id    bigint      generated always as identity primary key,
    login text        not null,
    roles text        not null,
    by    text        not null,
    at    timestamptz not null default now(),
    check (by <> login)
);
create index recertified_login on recertified (login, id desc);
