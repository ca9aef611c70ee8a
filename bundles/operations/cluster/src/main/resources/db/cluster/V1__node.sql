-- A node as it last said itself. Of this schema nothing goes into a backup: it tells of processes, and of keys that no backup holds.
create table node (
    name text primary key,
    -- one start of the process
    life uuid not null,
    version text not null,
    joined timestamptz not null,
    seen timestamptz not null,
    -- left | lost; null while it runs
    ended text,
    -- by which its clock is ahead of the database's
    clock_ms bigint not null,
    -- purposes of the keys that it has unlike the city's
    refused text[] not null,
    -- purpose to fingerprint
    keys jsonb not null,
    -- what all nodes must have alike, by name, to a hash of its value
    configuration jsonb not null
);

-- The keys that all nodes must have; never a key itself.
create table shared_key (
    purpose text primary key,
    fingerprint text not null,
    -- who registered it first, or said that it be this one
    node text not null,
    registered timestamptz not null
);
