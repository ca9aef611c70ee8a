-- Installations that may work for the city: a machine and a data folder there. A row that a backup brought admits nobody by itself.
create table node (
    id       uuid        primary key,
    machine  text        not null,
    folder   text        not null,
    restored boolean     not null default false,
    admitted timestamptz not null default now(),
    unique (machine, folder)
);

-- The running database server as the admitted nodes last saw it. Whoever finds the same one is on the city's own database, not on a copy.
create table database (
    one         boolean     primary key default true check (one),
    incarnation text        not null,
    at          timestamptz not null default now()
);

-- Installations that were found to be copies, and by whom they were released.
create table quarantine (
    id          uuid        primary key,
    machine     text        not null,
    folder      text        not null,
    cause       text        not null check (cause in ('copied', 'restored')),
    since       timestamptz not null default now(),
    journaled   boolean     not null default false,
    released    timestamptz,
    released_by text
);
create unique index quarantine_open on quarantine (machine, folder) where released is null;
