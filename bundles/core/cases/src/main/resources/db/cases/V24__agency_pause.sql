-- Times in which operators let nothing be sent to an agency. Who keeps an inquiry back shares a lock on the row of its agency, so that none is
-- kept back beside the transaction that ends the pause.
create table agency_pause (
    id       uuid        primary key,
    agency   text        not null,
    since    timestamptz not null,
    by       text        not null,
    reason   text        not null,
    -- of the reason's commitment in the journal
    salt     text        not null,
    ended    timestamptz,
    ended_by text
);
create unique index agency_pause_now on agency_pause (agency) where ended is null;

-- When an agency was last to be tried at once: each node looks here, for its own breaker.
create table agency_retry (
    agency text        primary key,
    asked  timestamptz not null
);

-- since when it is kept back because its agency is paused
alter table inquiry add held timestamptz;
