-- Journal of events. The entries of a case are chained by hash; entries about the hub form the chain of case zero.
create table entry (
    id       uuid        primary key,
    case_id  uuid        not null,
    position bigint      not null check (position > 0),
    at       timestamptz not null,
    event    text        not null,
    actor    text        not null,
    details  text        not null,
    previous text        not null,
    hash     text        not null,
    -- shows which entries are committed, so that numbers have no gap
    tx       xid8        not null default pg_current_xact_id(),
    unique (case_id, position)
);
create index entry_tx on entry (tx);

-- Order in which entries are published: without gaps and never changed. There is no foreign key to the entry: it would lock each entry
-- again and write its page a second time, and seals and `verify` find a missing entry.
create table number (
    sequence bigint primary key,
    entry    uuid   not null unique
);

-- One row: every committed entry below this transaction id has its number.
create table numbered (
    below xid8 not null
);
insert into numbered values ('0');

-- Public keys of the signers of seals, each introduced by the previous key.
create table key (
    number     int         primary key check (number > 0),
    id         text        not null unique,
    public_key text        not null,
    previous   text        not null,
    at         timestamptz not null,
    reason     text        not null,
    signature  text        not null
);

-- Signatures over all entries up to a number. Frontier and leaves are stored, so that the next seal and proofs need not read entries
-- again. Hashes do not compress.
create table seal (
    number    bigint      primary key check (number > 0),
    first     bigint      not null unique,
    last      bigint      not null unique,
    chains    bigint      not null,
    root      text        not null,
    previous  text        not null,
    at        timestamptz not null,
    key       text        not null references key (id),
    signature text        not null,
    frontier  bytea       not null,
    leaves    bytea       not null,
    check (last >= first)
);
alter table seal alter column leaves set storage external;

-- Progress of each external witness and its next attempt. One node at a time sends to a witness.
create table witness (
    name         text        primary key,
    -- last seal that the witness accepted
    seal         bigint      not null,
    attempts     int         not null default 0,
    next_attempt timestamptz not null default now(),
    leased_until timestamptz not null default now(),
    last_error   text,
    -- a seal that differs at the witness: history was rewritten, here or there
    alarm        text,
    delivered_at timestamptz
);

-- Signed receipts of witnesses for seals, verbatim.
create table receipt (
    witness   text        not null references witness,
    seal      bigint      not null,
    at        timestamptz not null default now(),
    body      text        not null,
    signature text        not null,
    primary key (witness, seal)
);
