-- Acts of operators that were taken from a node's disk into the journal: none is recorded twice, wherever the node was killed.
create table carried (
    id uuid        primary key,
    at timestamptz not null default now()
);
