-- Acts of operators that were moved from a node's disk into the journal, so that none is recorded twice after a crash.
create table journaled_act (
    id uuid        primary key,
    at timestamptz not null default now()
);
