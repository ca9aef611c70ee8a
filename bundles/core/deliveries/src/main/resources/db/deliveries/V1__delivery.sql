-- One way of one certificate to those who applied. What came to nothing stays, and another row follows.
create table delivery (
    id          uuid        primary key,
    case_id     uuid        not null,
    case_number text        not null,
    way         text        not null check (way in ('office', 'home', 'other-office')),
    -- the other office; null for another way
    office      text,
    -- the office where it lies, or that handed it to the post; null before there is anything
    lies_at     text,
    -- sealed with the key of the case; empty once one of its people is erased
    addressee   bytea,
    address     bytea,
    postal_code bytea,
    -- opens the commitments in the journal
    salt        bytea       not null,
    state       text        not null check (state in ('ARRANGED', 'READY', 'ORDERED', 'ACCEPTED', 'IN_TRANSIT',
                    'DELIVERED', 'HANDED_OVER', 'RETURNED', 'LOST', 'REFUSED', 'CANCELLED')),
    tracking    text,
    -- the post's code where it refused
    note        text,
    -- the post's own words of the way, oldest first
    steps       jsonb       not null default '[]',
    -- who has it: a national ID, masked, or a name by the post; sealed
    receiver    bytea,
    role        text,
    handed_by   text,
    reference   text,
    received    timestamptz,
    -- calls in a row that came to nothing
    waits       int         not null default 0,
    -- when the post is to be asked again; null once it has nothing to say any more
    next_at     timestamptz,
    arranged    timestamptz not null,
    changed     timestamptz not null,
    check ((way = 'other-office') = (office is not null)),
    check ((way = 'home') = (address is not null)),
    check ((state in ('DELIVERED', 'HANDED_OVER')) = (received is not null))
);
create index delivery_case on delivery (case_id, id desc);
-- one at a time
create unique index delivery_standing on delivery (case_id)
    where state in ('ARRANGED', 'READY', 'ORDERED', 'ACCEPTED', 'IN_TRANSIT');
create index delivery_next on delivery (next_at) where next_at is not null;
create index delivery_ready on delivery (lies_at, id desc) where state in ('READY', 'RETURNED');
