create table matter (
    id          uuid        primary key,
    state       text        not null check (state in ('received', 'hearing', 'heard', 'deciding', 'decided', 'dismissed')),
    party_kind  text        not null check (party_kind in ('office', 'expert', 'district', 'agency', 'institute', 'operator')),
    party       text        not null,
    -- what the hub itself noticed, and in which Persian month
    signal      text,
    period      text,
    count       int,
    case_number text,
    -- keyed digest of the code by which whoever complained follows it
    code        text        unique,
    -- people's words, sealed with the matter's own key
    text        bytea,
    charge      bytea,
    answer      bytea,
    reason      bytea,
    -- opens the commitments to them in the journal
    salt        text        not null,
    received    timestamptz not null,
    due         timestamptz,
    answered    timestamptz,
    answered_by text,
    -- the last decision's
    measure     text,
    decision    text,
    closed      timestamptz,
    check ((signal is null) = (code is not null)),
    check ((signal is null) = (period is null))
);
create unique index matter_signal on matter (signal, party_kind, party, period) where signal is not null;
create index matter_party on matter (party_kind, party, id desc);
create index matter_deciding on matter (id) where state = 'deciding';

create table proposal (
    matter   uuid        not null references matter,
    decision uuid        not null unique,
    measure  text        not null,
    at       timestamptz not null,
    primary key (matter, decision)
);

-- how often something happened to a party in a month
create table tally (
    signal     text not null,
    party_kind text not null,
    party      text not null,
    period     text not null,
    count      int  not null,
    primary key (signal, party_kind, party, period)
);

-- sequence number of the last journal entry that was counted; null before the first look
create table follower (
    after bigint
);
insert into follower values (null);
