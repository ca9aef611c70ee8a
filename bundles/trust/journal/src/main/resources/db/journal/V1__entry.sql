-- What happened. Entries of one case are chained by hash; entries of the hub itself form the chain of case zero.
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
    -- tells which entries are surely committed, so that numbers leave no gap
    tx       xid8        not null default pg_current_xact_id(),
    unique (case_id, position)
);
create index entry_tx on entry (tx);

-- The order in which the world hears of them: no gap, never changed.
create table number (
    sequence bigint primary key,
    entry    uuid   not null unique references entry (id)
);

-- One row: below this transaction id every committed entry has its number.
create table numbered (
    below xid8 not null
);
insert into numbered values ('0');
