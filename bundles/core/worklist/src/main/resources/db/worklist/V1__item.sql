-- What lies before an agency that has no system of its own. Whoever works on an item holds a lease on it; fence grows with each claim.
create table item (
    inquiry     uuid        primary key,
    agency      text        not null,
    put         timestamptz not null default now(),
    holder      text,
    lease_until timestamptz,
    fence       bigint      not null default 0
);
create index item_agency on item (agency, inquiry);
