-- Deliveries of certificates to applicants. A failed delivery stays, and the next attempt is a new row.
create table delivery (
    id              uuid        primary key,
    case_id         uuid        not null,
    case_number     text        not null,
    way             text        not null check (way in ('office', 'home', 'other-office')),
    -- the other office; null for other ways
    office          text,
    -- the office that has the certificate or handed it to the post; null before it is issued
    location_office text,
    -- sealed with the case's key; empty once one of its people is erased
    addressee       bytea,
    address         bytea,
    postal_code     bytea,
    -- opens the commitments in the journal
    salt            bytea       not null,
    state           text        not null check (state in ('ARRANGED', 'READY', 'ORDERED', 'ACCEPTED', 'IN_TRANSIT', 'DELIVERED',
            'HANDED_OVER', 'RETURNED', 'LOST', 'REFUSED', 'CANCELLED')),
    tracking        text,
    -- the post's error code if it refused the letter
    note            text,
    -- the post's own tracking events, oldest first
    steps           jsonb       not null default '[]',
    -- sealed; a masked national ID, or the name that the post reported
    receiver        bytea,
    role            text,
    handed_by       text,
    reference       text,
    received        timestamptz,
    -- failed calls in a row
    failed_attempts int         not null default 0,
    -- next query to the post; null if no more news is expected
    next_at         timestamptz,
    arranged        timestamptz not null,
    changed         timestamptz not null,
    -- true if the recall was requested but the post has not confirmed it
    recalled        boolean     not null default false,
    -- time of the certificate's revocation; after it the certificate must not be handed over
    stopped         timestamptz,
    check ((way = 'other-office') = (office is not null)),
    check ((way = 'home') = (address is not null)),
    check (state in ('DELIVERED', 'HANDED_OVER') = (received is not null))
);
create index delivery_case on delivery (case_id, id desc);
-- one active delivery of a case at a time
create unique index delivery_standing on delivery (case_id) where state in ('ARRANGED', 'READY', 'ORDERED', 'ACCEPTED', 'IN_TRANSIT');
create index delivery_next on delivery (next_at) where next_at is not null;
create index delivery_ready on delivery (location_office, id desc) where state in ('READY', 'RETURNED');
-- Active deliveries are a small part of all rows.
create index delivery_state on delivery (state, id desc) where state not in ('DELIVERED', 'HANDED_OVER');
