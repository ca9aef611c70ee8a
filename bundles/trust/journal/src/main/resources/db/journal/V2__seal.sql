-- Keys that sign seals, each introduced by the one before; public halves only.
create table key (
    number     int         primary key check (number > 0),
    id         text        not null unique,
    public_key text        not null,
    previous   text        not null,
    at         timestamptz not null,
    reason     text        not null,
    signature  text        not null
);

-- A signature under all entries up to one number. Frontier and leaves stand beside it, so that the next seal and every proof can be
-- made without reading entries again.
create table seal (
    number    bigint      primary key check (number > 0),
    first     bigint      not null unique,
    last      bigint      not null unique check (last >= first),
    chains    bigint      not null,
    root      text        not null,
    previous  text        not null,
    at        timestamptz not null,
    key       text        not null references key (id),
    signature text        not null,
    frontier  bytea       not null,
    leaves    bytea       not null
);
-- hashes do not compress
alter table seal alter column leaves set storage external;
