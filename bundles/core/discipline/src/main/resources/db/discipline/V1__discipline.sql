-- Complaints about offices, experts, districts, agencies, the institute and operators. They come from people, or from the hub's own
-- counts.
create table complaint (
    id          uuid        primary key,
    state       text        not null check (state in ('received', 'hearing', 'heard', 'deciding', 'decided', 'dismissed')),
    party_kind  text        not null check (party_kind in ('office', 'expert', 'district', 'agency', 'institute', 'operator')),
    party       text        not null,
    -- for a complaint by the hub: what it counted, and the Persian month
    signal      text,
    period      text,
    count       int,
    case_number text,
    -- keyed digest of the code by which the complainant follows the complaint; null for a complaint by the hub
    code        text        unique,
    -- words of people, sealed with the complaint's own key
    text        bytea,
    charge      bytea,
    answer      bytea,
    reason      bytea,
    -- opens the commitments to these words in the journal
    salt        text        not null,
    received    timestamptz not null,
    due         timestamptz,
    answered    timestamptz,
    answered_by text,
    -- of the last decision about the complaint
    measure     text,
    decision    text,
    closed      timestamptz,
    check ((signal is null) = (code is not null)),
    check ((signal is null) = (period is null))
);
create unique index complaint_signal on complaint (signal, party_kind, party, period) where signal is not null;
create index complaint_party on complaint (party_kind, party, id desc);

-- Drafts of decisions about a complaint.
create table proposal (
    complaint uuid        not null references complaint,
    decision  uuid        not null unique,
    measure   text        not null,
    at        timestamptz not null,
    -- complaint: the regular course; urgent: danger, before the course ends; lifting: cancels an earlier measure
    course    text        not null default 'complaint' check (course in ('complaint', 'urgent', 'lifting')),
    -- null before the committee signed
    outcome   text        check (outcome in ('adopted', 'rejected')),
    primary key (complaint, decision)
);

-- Appeals of the accused party, sealed with the complaint's key.
create table appeal (
    decision  uuid  primary key references proposal (decision),
    complaint uuid  not null references complaint,
    text      bytea not null
);
create index appeal_complaint on appeal (complaint);

-- Number of events of a party in a month.
create table tally (
    signal     text not null,
    party_kind text not null,
    party      text not null,
    period     text not null,
    count      int  not null,
    primary key (signal, party_kind, party, period)
);

-- Last entry of the journal that was counted; null before the first run.
create table follower (
    after bigint
);
insert into follower values (null);

-- Searches of an office in the archive on a day, in Tehran's time zone.
create table archive_day (
    office  text not null,
    day     date not null,
    queries int  not null,
    primary key (office, day)
);
