create sequence case_serial;

create table case_file (
    id                uuid        primary key,
    number            text        not null unique,
    service           text        not null,
    subject           text        not null,
    district          int         not null check (district between 1 and 22),
    office            text        not null,
    state             text        not null check (state in ('OPEN', 'WAITING', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    stage             text        not null,
    version           bigint      not null,
    rule_set          text        not null,
    procedure_version int         not null,
    -- grows with every submission; an answer that sent the case back counts for its own round only
    round             int         not null,
    submitted         boolean     not null,
    -- what the verifying officer decided in this round: approve, or null
    decision          text,
    note              text,
    facts             jsonb       not null,
    salt              text        not null,
    clock_stopped     timestamptz,
    clock_stopped_ms  bigint      not null default 0,
    opened            timestamptz not null,
    ended             timestamptz
);
create unique index case_one_open on case_file (service, subject) where state in ('OPEN', 'WAITING');
create index case_office on case_file (office, id desc);
create index case_district on case_file (district, id desc);

-- Personal values live here alone; everything else refers to the opaque id.
create table person (
    id          uuid primary key,
    national_id text not null unique
);

create table applicant (
    case_id  uuid not null references case_file (id),
    position int  not null,
    role     text not null check (role in ('owner', 'co-owner', 'proxy')),
    person   uuid not null references person (id),
    name     text not null,
    mobile   text,
    primary key (case_id, position)
);

create table paper (
    case_id    uuid        not null references case_file (id),
    kind       text        not null,
    revision   int         not null,
    sha256     text        not null,
    source     text        not null,
    name       text        not null,
    media_type text        not null,
    size       bigint      not null,
    added      timestamptz not null default now(),
    primary key (case_id, kind, revision)
);
create index paper_sheet on paper (sha256);

create table inquiry (
    id            uuid        primary key,
    case_id       uuid        not null references case_file (id),
    stage         text        not null,
    agency        text        not null,
    digest        text        not null,
    state         text        not null check (state in
                      ('QUEUED', 'DISPATCHED', 'DELIVERED', 'ANSWERED', 'SUPERSEDED', 'EXPIRED', 'WITHDRAWN')),
    -- of the case when it was asked, and then when its word was taken
    round         int         not null,
    emission      int         not null,
    reason        text        not null,
    facts         jsonb       not null,
    attachments   jsonb       not null,
    attempts      int         not null default 0,
    last_error    text,
    -- when it is sent again
    next_attempt  timestamptz,
    asked         timestamptz not null,
    delivered     timestamptz,
    due           timestamptz,
    -- how the deadline came about, to compute it anew when the calendar changes
    budget        text,
    calendar      text,
    extensions    int         not null default 0,
    escalated     timestamptz,
    answered      timestamptz,
    verdict       text,
    answer        jsonb,
    answer_digest text,
    reference     text,
    superseded_by uuid,
    traceparent   text
);
create index inquiry_case on inquiry (case_id);
-- one live question to an agency in a stage
create unique index inquiry_live on inquiry (case_id, stage, agency) where state in ('QUEUED', 'DISPATCHED', 'DELIVERED');
create index inquiry_agency on inquiry (agency, id) where state in ('QUEUED', 'DISPATCHED', 'DELIVERED');
create index inquiry_next on inquiry (next_attempt) where next_attempt is not null;
create index inquiry_due on inquiry (due) where state = 'DELIVERED' and escalated is null;

create table notice (
    id            uuid        primary key,
    inquiry       uuid        not null references inquiry (id),
    agency        text        not null,
    kind          text        not null check (kind in ('WITHDRAWN', 'SUPERSEDED')),
    superseded_by uuid,
    reason        text        not null,
    created       timestamptz not null,
    told          timestamptz
);
create index notice_untold on notice (id) where told is null;

-- When a hub last looked at the deadlines: what lies between is time in which no agency could answer.
create table heartbeat (
    at timestamptz not null
);
insert into heartbeat values (now());
