-- How many operators let be carried to an agency, in the place of what its file or route says: each node looks here. A null is as there; a row
-- without any number ended what was said before.
create table agency_limit (
    id         uuid        primary key,
    agency     text        not null,
    consumers  int,
    per_second int,
    since      timestamptz not null,
    by         text        not null,
    reason     text        not null,
    -- of the reason's commitment in the journal
    salt       text        not null,
    ended      timestamptz
);
create unique index agency_limit_now on agency_limit (agency) where ended is null;
