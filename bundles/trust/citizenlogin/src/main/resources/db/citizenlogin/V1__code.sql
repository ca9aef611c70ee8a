-- The one code that somebody may enter now. Whose and which are keyed digests; whether the person is known here nobody sees from a row.
create table code (
    -- the idempotency key at the provider
    id      uuid        primary key,
    who     text        not null unique,
    hash    text        not null,
    expires timestamptz not null,
    tries   int         not null default 0
);

-- What is counted against guessing, by keyed digests of national IDs and addresses. Rows live a day.
create table attempt (
    key text        not null,
    at  timestamptz not null default now()
);
create index attempt_key on attempt (key, at);
create index attempt_at on attempt (at);
