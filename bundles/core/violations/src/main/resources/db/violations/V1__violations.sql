-- Violation reports. A row does not reveal its reporter: a keyed digest finds the reporter's own reports.
create table report (
    id          uuid        primary key,
    -- the number that people use
    number      text        not null unique,
    -- renovation code of the property; null while only the place is known
    subject     text,
    district    int         not null,
    kind        text        not null,
    -- keyed digest of the reporter's opaque id; null once the reporter is erased
    owner       text,
    -- the reporter's words, sealed with the report's own key; empty once the reporter is erased
    text        bytea       not null,
    -- opens the commitment to the words in the journal
    salt        text        not null,
    state       text        not null check (state in ('received', 'case', 'ended')),
    case_id     uuid,
    case_number text,
    received    timestamptz not null,
    assigned_at timestamptz,
    ended       timestamptz,
    -- keyed digest of the number by which the reporter had logged in; null once the reporter is erased
    proved      text,
    -- a citizen with a login, a visitor at a district, or the district itself; only of citizens is a reporter stored
    source      text        not null default 'citizen' check (source in ('citizen', 'visitor', 'district')),
    -- Citizens do not know the code of a neighbour's property. Until the district finds it, the place is sealed with the report's key,
    -- and the report has no case.
    place       bytea,
    check (state <> 'received' or case_id is null),
    check (((case_id is null) = (case_number is null)) and ((case_id is null) = (assigned_at is null))),
    check ((state = 'ended') = (ended is not null)),
    check (source = 'citizen' or owner is null),
    check (state <> 'case' or case_id is not null),
    check (subject is not null or (place is not null and state <> 'case'))
);
create index report_owner on report (owner, id desc) where owner is not null;
create index report_district on report (district, id desc);
create index report_received on report (id) where state = 'received';
create index report_case on report (case_id) where state = 'case';
create index report_unlocated on report (district, id desc) where subject is null;

-- Photos of reports. The archive has the pictures, each sealed with its own key; these rows say to whom they belong.
create table photo (
    id         uuid        primary key,
    -- as in report
    owner      text        not null,
    proved     text        not null,
    -- null until the reporter sends the report
    report     uuid        references report,
    sha256     text        not null,
    media_type text        not null,
    size       bigint      not null,
    received   timestamptz not null
);
create index photo_owner on photo (owner, received);
create index photo_report on photo (report) where report is not null;
create index photo_unsent on photo (received) where report is null;

-- Time of the last run of the periodic work on waiting reports, by any node.
create table sweep (
    at timestamptz not null
);
insert into sweep values ('epoch');
