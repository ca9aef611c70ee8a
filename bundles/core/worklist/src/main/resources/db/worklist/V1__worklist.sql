-- Inquiries to agencies without a system of their own. An officer who works on an item has a lease. A row stays when its inquiry has
-- ended, so that a late or repeated wake-up does not restore the item. Without an agency: the inquiry was withdrawn before it arrived
-- here.
create table item (
    inquiry     uuid        primary key,
    agency      text        not null,
    put         timestamptz not null default now(),
    holder      text,
    lease_until timestamptz,
    -- increases with each claim
    fence       bigint      not null default 0,
    closed      timestamptz,
    -- time of the last reminder of the deadline
    reminded    timestamptz
);
create index item_open on item (agency, inquiry) where closed is null;

-- Pages of an inquiry's sheets that an officer opened; page 0 is the whole file. An approval with a plan requires it.
create table opened (
    inquiry uuid        not null,
    holder  text        not null,
    sha256  bytea       not null,
    page    int         not null,
    pages   int         not null,
    at      timestamptz not null default now(),
    primary key (inquiry, holder, sha256, page)
);
