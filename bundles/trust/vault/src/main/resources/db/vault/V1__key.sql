-- Master keys by their fingerprints; the keys themselves are not here. The newest wraps what is new.
create table master (
    number      int         generated always as identity primary key,
    fingerprint text        not null unique,
    since       timestamptz not null default now()
);

-- One data key for each owner (a person, a case), wrapped by a master key. Of a destroyed one the row stays: it is gone, not lost.
create table key (
    owner     uuid        primary key,
    master    text        not null references master (fingerprint),
    wrapped   bytea,
    destroyed timestamptz,
    check ((wrapped is null) = (destroyed is not null))
);
create index key_master on key (master) where wrapped is not null;
