-- What citizens reported. Who did nobody sees from a row: there is a keyed digest, by which the reporter's own reports are found.
create table report (
    id          uuid        primary key,
    -- by which people call it
    number      text        not null unique,
    -- renovation code of the property, and its district
    subject     text        not null,
    district    int         not null,
    kind        text        not null,
    -- keyed digest of the reporter's opaque id; null once the reporter is erased
    owner       text,
    -- the reporter's words, sealed with the report's own key; empty once the reporter is erased
    text        bytea       not null,
    -- opens the commitment to them in the journal
    salt        text        not null,
    state       text        not null check (state in ('received', 'case', 'ended')),
    case_id     uuid,
    case_number text,
    received    timestamptz not null,
    taken       timestamptz,
    ended       timestamptz,
    check ((state = 'received') = (case_id is null)),
    check ((case_id is null) = (case_number is null) and (case_id is null) = (taken is null)),
    check ((state = 'ended') = (ended is not null))
);
create index report_owner on report (owner, id desc) where owner is not null;
create index report_district on report (district, id desc);
create index report_received on report (id) where state = 'received';
create index report_case on report (case_id) where state = 'case';

-- when one of the nodes looked last at what waits
create table sweep (
    at timestamptz not null
);
insert into sweep values ('epoch');
