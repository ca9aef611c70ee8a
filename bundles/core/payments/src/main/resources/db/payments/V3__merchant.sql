-- Merchant accounts that some node was configured with, by all that decides where their money goes: what changes it makes another row.
create table merchant (
    fingerprint text        primary key,
    gateway     text        not null,
    terminal    text        not null,
    -- what may be shown; the login at the bank as a keyed digest only
    terms       jsonb       not null,
    seen        timestamptz not null
);

-- What two of the treasury said; an account's newest line counts.
create table merchant_decision (
    id          bigint      generated always as identity primary key,
    fingerprint text        not null references merchant (fingerprint),
    state       text        not null check (state in ('approved', 'withdrawn')),
    approval    uuid        not null unique,
    asked_by    text        not null,
    decided_by  text        not null,
    decided     timestamptz not null,
    check (decided_by <> asked_by)
);
create index merchant_decision_of on merchant_decision (fingerprint, id desc);
