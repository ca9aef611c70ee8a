-- What each key of each caller led to. result is null while the first call runs.
create table call (
    principal   text        not null,
    operation   text        not null,
    key         text        not null,
    body_digest text        not null,
    result      text,
    at          timestamptz not null default now(),
    primary key (principal, operation, key)
);
create index call_at on call (at);
