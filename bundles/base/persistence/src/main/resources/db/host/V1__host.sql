-- Installations that may work for the city: a machine and a data folder on it. A row that came from a backup admits no installation by
-- itself.
create table node (
    id       uuid        primary key,
    machine  text        not null,
    folder   text        not null,
    restored boolean     not null default false,
    admitted timestamptz not null default now(),
    unique (machine, folder)
);

-- The running database server as the admitted nodes last saw it. A node that finds the same server uses the city's own database, not a
-- copy.
create table database (
    one         boolean     primary key default true check (one),
    incarnation text        not null,
    at          timestamptz not null default now()
);

-- Installations that were found to be copies, and who released them.
create table quarantine (
    id          uuid        primary key,
    machine     text        not null,
    folder      text        not null,
    -- overtaken: an external witness has later seals of the journal than this database
    cause       text        not null check (cause in ('copied', 'restored', 'overtaken')),
    since       timestamptz not null default now(),
    journaled   boolean     not null default false,
    released    timestamptz,
    released_by text,
    -- last entry of the journal when people released the installation; a witness that contradicts it is known to them
    accepted    bigint
);
create unique index quarantine_open on quarantine (machine, folder) where released is null;
