-- Which operator asked the bank about an attempt whose outcome was unknown, why, and what the bank said. The salt opens the commitment to
-- the reason in the journal.
create table resolution (
    id      uuid        primary key,
    attempt uuid        not null references attempt (id),
    at      timestamptz not null,
    by      text        not null,
    reason  text        not null,
    salt    text        not null,
    answer  text        not null
);
create index resolution_attempt on resolution (attempt);
