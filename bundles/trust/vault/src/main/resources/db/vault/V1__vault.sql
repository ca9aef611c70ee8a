-- Fingerprints of master keys. The keys themselves are stored outside of the database. The newest key wraps new data keys.
create table master (
    number      int         generated always as identity primary key,
    fingerprint text        not null unique,
    since       timestamptz not null default now()
);

-- One data key for each owner (a person, a case), wrapped by a master key. The row of a destroyed key stays, to tell a destroyed key from
-- a lost one.
create table key (
    owner     uuid        primary key,
    master    text        not null references master (fingerprint),
    wrapped   bytea,
    destroyed timestamptz,
    check ((wrapped is null) = (destroyed is not null))
);
create index key_master on key (master) where wrapped is not null;
