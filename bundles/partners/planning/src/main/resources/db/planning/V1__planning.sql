-- Statements of each former register about a property. The source is the district's file or the head office's.
create table claim (
    code           text          not null,
    source         text          not null check (source in ('district', 'head')),
    uses           text[]        not null,
    floors         int           not null,
    density        int           not null,
    land_area      numeric(12,2) not null,
    regional_price bigint        not null,
    owners         text[]        not null,
    run            uuid          not null,
    line           bigint        not null,
    primary key (code, source)
);

-- The valid data: one row for each property, merged from the claims.
create table property (
    code           text          primary key,
    district       smallint      not null check (district between 1 and 22),
    region         int           not null,
    block          int           not null,
    house          int           not null,
    building       int           not null,
    apartment      int           not null,
    shop           int           not null,
    uses           text[]        not null,
    floors         int           not null,
    density        int           not null,
    land_area      numeric(12,2) not null,
    regional_price bigint        not null,
    owners         text[]        not null,
    revision       bigint        not null default 1,
    changed        timestamptz   not null default now()
);

-- Imports of a register's file.
create table import_run (
    id        uuid        primary key,
    island    text        not null,
    file      text        not null,
    sha256    text        not null,
    at        timestamptz not null default now(),
    rows      bigint      not null,
    merged    bigint      not null,
    conflicts bigint      not null,
    rejects   bigint      not null,
    added     bigint      not null,
    changed   bigint      not null,
    check (rows = ((merged + conflicts) + rejects))
);
create index import_run_island on import_run (island, at);

-- Rejected lines of an import.
create table import_reject (
    run     uuid   not null,
    line    bigint not null,
    rule    text   not null,
    english text   not null,
    persian text   not null,
    primary key (run, line)
);

-- Contradictions between the sources. Personal values are masked here; the claims have them.
create table import_conflict (
    run      uuid   not null,
    line     bigint not null,
    code     text   not null,
    field    text   not null,
    district text   not null,
    head     text   not null,
    kept     text   not null check (kept in ('district', 'head')),
    primary key (run, line, field)
);
