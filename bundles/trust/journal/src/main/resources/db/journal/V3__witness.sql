-- How far each outside witness has taken the seals, and when it is tried again. One node at a time tells one.
create table witness (
    name         text        primary key,
    seal         bigint      not null,
    attempts     int         not null default 0,
    next_attempt timestamptz not null default now(),
    leased_until timestamptz not null default now(),
    last_error   text,
    -- what it has that the journal has otherwise: history was written anew, here or there
    alarm        text,
    told         timestamptz
);

-- What a witness said when it took a seal, word for word, with its signature.
create table receipt (
    witness   text        not null references witness (name),
    seal      bigint      not null,
    at        timestamptz not null default now(),
    body      text        not null,
    signature text        not null,
    primary key (witness, seal)
);
