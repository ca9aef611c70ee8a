-- Inquiries that lie in the hosted worklist. A row stays when its inquiry is over, so that a late or doubled wake-up does not bring
-- it back; that of an inquiry which was withdrawn before it ever lay here has no agency.
create table item (
    inquiry     uuid        primary key,
    agency      text        not null,
    delivered   timestamptz not null,
    holder      text,
    lease_until timestamptz,
    fence       bigint      not null default 0,
    closed      timestamptz,
    check ((holder is null) = (lease_until is null))
);

create index item_open on item (agency, inquiry) where closed is null;
