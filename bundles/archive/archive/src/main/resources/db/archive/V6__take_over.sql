-- Take-overs of what the city has: one manifest of one source after the other, in steps; how far each has come.
create table import (
    id              uuid        primary key,
    source          text        not null,
    manifest        text        not null,
    sha256          bytea       not null,
    principal       text        not null,
    begun           timestamptz not null,
    ended           timestamptz,
    position        bigint      not null,
    line            bigint      not null,
    merged          bigint      not null default 0,
    duplicates      bigint      not null default 0,
    conflicts       bigint      not null default 0,
    rejects         bigint      not null default 0,
    file_bytes      bigint      not null default 0
);
create unique index import_open on import (source) where ended is null;

-- rows that were not merged, each by its line: fate r rejected, c in conflict with what is there
create table import_line (
    import uuid   not null references import,
    line   bigint not null,
    fate   "char" not null check (fate in ('r', 'c')),
    field  text   not null,
    value  text   not null,
    rule   text   not null,
    there  text,
    primary key (import, line)
);
