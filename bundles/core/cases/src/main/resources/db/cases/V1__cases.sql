create sequence case_serial;

-- Returns a new code by which a citizen follows a case: random symbols and a check symbol; see TrackingCode.
create function tracking_code() returns text language plpgsql volatile as $$
declare
    symbols text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    -- the first six bytes of a random UUID are all random
    chance  bytea := substring(uuid_send(gen_random_uuid()) for 6) || substring(uuid_send(gen_random_uuid()) for 6)
                  || substring(uuid_send(gen_random_uuid()) for 3);
    code    text := '';
    sum     int := 0;
    symbol  int;
begin
    for i in 0..14 loop
        symbol := get_byte(chance, i) & 31;
        sum := sum << 1;
        if sum > 31 then sum := sum # 37; end if;
        sum := sum # symbol;
        code := code || substr(symbols, symbol + 1, 1) || case when i % 4 = 3 then '-' else '' end;
    end loop;
    sum := sum << 1;
    if sum > 31 then sum := sum # 37; end if;
    return code || substr(symbols, sum + 1, 1);
end $$;

-- Cases. Personal values are sealed: a person's with the person's key, words of people in a case with the case's key. An empty value was
-- erased. A case changes some ten times in its first days, so its page has room for the new versions.
create table case_file (
    id                 uuid        primary key,
    number             text        not null unique,
    service            text        not null,
    subject            text        not null,
    district           int         not null check (district between 1 and 22),
    office             text        not null,
    state              text        not null check (state in ('OPEN', 'WAITING', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    stage              text        not null,
    version            bigint      not null,
    rule_set           text        not null,
    procedure_version  int         not null,
    -- increases with each submission; an answer that returned the case counts for its own round only
    round              int         not null,
    submitted          boolean     not null,
    -- decision of the verifying officer in this round: approve, or null
    decision           text,
    facts              jsonb       not null,
    clock_stopped      timestamptz,
    clock_stopped_ms   bigint      not null default 0,
    opened             timestamptz not null,
    ended              timestamptz,
    note               bytea,
    salt               bytea,
    -- why the case must not end: the code of the refusal that its office would receive, and its text in both languages
    held               text,
    held_en            text,
    held_fa            text,
    held_since         timestamptz,
    -- the office that opened the case, if another office has it now
    first_office       text,
    -- number of the granted special request for which it was opened; each is used once
    special_request    text        unique,
    tracking           text        not null default tracking_code(),
    -- for whom the office works; for the municipality, with the expert whose turn it was
    customer           text        not null default 'citizen' check (customer in ('citizen', 'municipality')),
    expert             text,
    -- true while the year and month among its facts follow the calendar, which ends with the payment
    dated              boolean     not null default false,
    -- facts that the vocabulary marks as personal; the others are in facts
    personal_facts     bytea,
    -- for whom the archive opens: positions of applicants who own the property, or municipality
    archive_owners     text,
    -- true if a person acts for its owners, or one of its people is dead; only then are authorities read
    represented        boolean     not null default false,
    -- positions of applicants who allowed identity papers of other services, and who refused any use of theirs
    archive_consents   text,
    archive_objections text,
    check ((expert is not null) = (customer = 'municipality'))
) with (fillfactor = 70);
-- one open case for a service and a subject
create unique index case_one_open on case_file (service, subject) where state in ('OPEN', 'WAITING');
create index case_office on case_file (office, id desc);
create index case_district on case_file (district, id desc);
-- quota of an office: its cases of a day
create index case_opened on case_file (office, service, opened);
create index case_held on case_file (office, service) where held is not null;
create index case_first_office on case_file (first_office, service, opened) where first_office is not null;
create unique index case_tracking on case_file (tracking);
-- cases of some days, in the order of their opening
create index case_day on case_file (opened, id);
-- An expert who is concerned with a property does not inspect it.
create index case_subject on case_file (subject);
create index case_dated on case_file (id) where dated;
-- Waiting and refused cases are a small part of an office's or a district's cases, and are listed all day.
create index case_office_state on case_file (office, state, id desc) where state <> 'APPROVED';
create index case_district_state on case_file (district, state, id desc) where state <> 'APPROVED';
-- the latest approvals of an office
create index case_office_approved on case_file (office, ended desc) where state = 'APPROVED';

-- Persons. All other rows refer to the opaque id.
create table person (
    id          uuid        primary key,
    national_id bytea,
    -- keyed digest, by which a national ID is found; null once erased
    digest      text        unique,
    erased      timestamptz,
    -- recorded by a district; read with the digest, so that opening a case needs no further query
    dead        boolean     not null default false
);

create table applicant (
    case_id  uuid  not null references case_file,
    position int   not null,
    role     text  not null check (role in ('owner', 'co-owner', 'proxy')),
    person   uuid  not null references person,
    name     bytea,
    mobile   bytea,
    primary key (case_id, position)
);
create index applicant_person on applicant (person);

create table paper (
    case_id    uuid        not null references case_file,
    kind       text        not null,
    revision   int         not null,
    sha256     text        not null,
    source     text        not null,
    media_type text        not null,
    size       bigint      not null,
    added      timestamptz not null default now(),
    name       bytea,
    primary key (case_id, kind, revision)
);
-- Sheets are looked up singly and in no order, so four bytes of the hash are enough.
create index paper_sheet on paper using hash (sha256);

-- Inquiries to agencies. An inquiry changes twice within days, so its page has room for the new versions.
create table inquiry (
    id              uuid        primary key,
    case_id         uuid        not null references case_file,
    stage           text        not null,
    agency          text        not null,
    digest          text        not null,
    state           text        not null check (state in ('QUEUED', 'DISPATCHED', 'DELIVERED', 'ANSWERED', 'SUPERSEDED', 'EXPIRED',
            'WITHDRAWN')),
    -- round of the case when the inquiry was sent, later when its answer was accepted
    round           int         not null,
    emission        int         not null,
    reason          text        not null,
    facts           jsonb       not null,
    attempts        int         not null default 0,
    last_error      text,
    -- time of the next dispatch
    next_attempt    timestamptz,
    asked           timestamptz not null,
    delivered       timestamptz,
    due             timestamptz,
    -- how the deadline was computed, to compute it again when the calendar changes
    budget          text,
    calendar        text,
    extensions      int         not null default 0,
    escalated       timestamptz,
    answered        timestamptz,
    verdict         text,
    answer_digest   text,
    reference       text,
    superseded_by   uuid,
    traceparent     text,
    -- milliseconds by which downtime of the hub extended the deadline; kept when the deadline is computed again
    downtime_ms     bigint      not null default 0,
    attachments     bytea,
    answer          bytea,
    -- number of attached sheets
    sheets          int         not null default 0,
    -- since when attempts to reach the agency fail
    unreached_since timestamptz,
    -- number of reminders of the present deadline
    reminders       int         not null default 0,
    -- time of the next reminder
    remind_at       timestamptz,
    personal_facts  bytea,
    -- since when it is held back because its agency is paused
    held            timestamptz
) with (fillfactor = 80);
create index inquiry_case on inquiry (case_id);
-- one open inquiry to an agency in a stage
create unique index inquiry_live on inquiry (case_id, stage, agency) where state in ('QUEUED', 'DISPATCHED', 'DELIVERED');
create index inquiry_agency on inquiry (agency, id) where state in ('QUEUED', 'DISPATCHED', 'DELIVERED');
create index inquiry_next on inquiry (next_attempt) where next_attempt is not null;
create index inquiry_due on inquiry (due) where state in ('QUEUED', 'DISPATCHED', 'DELIVERED') and escalated is null;
create index inquiry_remind on inquiry (remind_at) where remind_at is not null;

-- Notices to agencies about their inquiries.
create table notice (
    id            uuid        primary key,
    inquiry       uuid        not null references inquiry,
    agency        text        not null,
    kind          text        not null check (kind in ('WITHDRAWN', 'SUPERSEDED', 'REMINDER')),
    superseded_by uuid,
    reason        text        not null,
    created       timestamptz not null,
    sent_at       timestamptz
);
create index notice_unsent on notice (id) where sent_at is null;
-- An agency without a system of its own reads its notices.
create index notice_agency on notice (agency, id);

-- When a hub last checked deadlines. Time without a running hub does not count for agencies.
create table heartbeat (
    at timestamptz not null
);
insert into heartbeat values (now());

-- Operators who see the personal data of one case for a limited time. The journal has a commitment to the reason.
create table break_glass (
    id         bigint      generated always as identity primary key,
    principal  text        not null,
    case_id    uuid        not null references case_file,
    granted_at timestamptz not null default now(),
    until      timestamptz not null,
    reason     bytea
);
create index break_glass_case on break_glass (case_id, principal);

-- Handovers of cases from one office to another, as ordered by the institute or decided by a committee.
create table handover (
    id          uuid        primary key,
    from_office text        not null,
    to_office   text        not null,
    -- null for all open cases
    numbers     text[],
    reason      text        not null,
    -- opens the commitment to the reason in the journal
    salt        text        not null,
    by          text        not null,
    begun       timestamptz not null,
    moved       int         not null default 0,
    ended       timestamptz,
    -- decision that suspended the office; null for an order of the institute; each is carried out once
    decision    text        unique,
    -- null for all services
    service     text
);
create index handover_running on handover (id) where ended is null;

-- Cases that a handover left at their office, and why.
create table handover_left (
    handover uuid not null references handover,
    case_id  uuid not null references case_file,
    code     text not null,
    primary key (handover, case_id)
);

-- Reads of personal data: one row for a principal, a case and a period.
create table reading (
    id        bigint      generated always as identity primary key,
    principal text        not null,
    case_id   uuid        not null,
    operation text        not null,
    at        timestamptz not null,
    -- the sheet that was shown; null if it was the case
    sheet     text
);
create index reading_case on reading (case_id, id);
-- how often an office searched the archive
create index reading_archive on reading (at) where operation = 'office.archive.read';

-- Last reading whose digest is in the journal.
create table reading_digest (
    only_one boolean     primary key default true check (only_one),
    up_to    bigint      not null,
    at       timestamptz not null
);
insert into reading_digest (up_to, at) values (0, now());

-- When each expert last got a case in turn.
create table inspection_turn (
    service     text        not null,
    office      text        not null,
    expert      text        not null,
    assigned_at timestamptz not null,
    primary key (service, office, expert)
);

-- Facts that became personal, since when, and when they were sealed in all cases.
create table personal_fact (
    name   text        primary key,
    since  timestamptz not null,
    sealed timestamptz
);

create sequence authority_serial;

-- Authorities to act for another person. Numbers and names are sealed: the owner's with the owner's key, the holder's with the holder's.
create table authority (
    id             uuid        primary key,
    reference      text        not null unique,
    kind           text        not null check (kind in ('PROXY', 'LAWYER', 'GUARDIAN', 'HEIR', 'SIGNATORY')),
    owner          uuid        not null references person,
    holder         uuid        not null references person,
    -- property or plate; null for everything of the owner
    subject        text,
    acts           text[]      not null,
    number         bytea       not null,
    contract       bytea,
    gazette        date,
    -- the scanned paper
    sheet          text,
    until          date,
    numerator      int,
    denominator    int,
    jointly        boolean     not null default false,
    owner_name     bytea       not null,
    owner_mobile   bytea,
    holder_name    bytea       not null,
    holder_mobile  bytea,
    -- keyed digests of the mobile numbers known on that day; people with other numbers do not see it
    owner_numbers  text[]      not null,
    holder_numbers text[]      not null,
    -- opens the commitments in the journal
    salt           bytea       not null,
    office         text        not null,
    district       int         not null,
    recorded_by    text        not null,
    recorded       timestamptz not null,
    ended          timestamptz,
    ended_as       text        check (ended_as in ('revoked', 'lapsed')),
    ended_by       text,
    reason         bytea,
    check ((kind = 'HEIR') = (numerator is not null)),
    check ((numerator is null) = (denominator is null)),
    check ((ended is null) = (ended_as is null)),
    check (owner <> holder)
);
create index authority_owner on authority (owner);
create index authority_holder on authority (holder);
create index authority_office on authority (office, id desc);
create index authority_district on authority (district, id desc);
create index authority_until on authority (until) where ended is null and until is not null;

-- Deaths that districts recorded.
create table death (
    id          uuid        primary key,
    person      uuid        not null references person,
    certificate bytea       not null,
    died        date        not null,
    salt        bytea       not null,
    district    int         not null,
    recorded_by text        not null,
    recorded    timestamptz not null,
    annulled    timestamptz,
    annulled_by text,
    reason      bytea
);
create unique index death_one on death (person) where annulled is null;
create index death_district on death (district, id desc);

-- Owners for whom others opened a case, on the ground of their authority.
create table represented_owner (
    case_id uuid not null references case_file,
    person  uuid not null references person,
    primary key (case_id, person)
);
create index represented_owner_person on represented_owner (person);

-- Authorities that apply to a case.
create table case_authority (
    case_id           uuid    not null references case_file,
    authority         uuid    not null references authority,
    person            uuid    not null references person,
    -- true if the authority is the holder's only relation to the case
    only_by_authority boolean not null,
    primary key (case_id, authority)
);
create index case_authority_person on case_authority (person);
create index case_authority_authority on case_authority (authority);

-- People whose open cases must be checked, because their authorities changed.
create table authority_review (
    person uuid        primary key references person,
    since  timestamptz not null
);

-- People who are notified of a case: its applicants and the holders of its authorities; and the two people of an authority itself.
create view party as
select case_id, position, person, role, name, mobile, null::uuid as authority, null::text as side, false as of_authority
    from applicant
union all
select h.case_id, 1000, h.person, 'proxy', a.holder_name, a.holder_mobile, a.id, 'holder', false
    from case_authority h join authority a on a.id = h.authority
    where a.ended is null
        and not exists (select from applicant x where x.case_id = h.case_id and x.person = h.person)
union all
select id, 0, owner, 'owner', owner_name, owner_mobile, id, 'owner', true from authority
union all
select id, 1, holder, 'proxy', holder_name, holder_mobile, id, 'holder', true from authority;

-- Times in which operators stop sending to an agency. A transaction that holds back an inquiry shares a lock on its agency's row, so that
-- no inquiry is held back concurrently with the transaction that ends the pause.
create table agency_pause (
    id       uuid        primary key,
    agency   text        not null,
    since    timestamptz not null,
    by       text        not null,
    reason   text        not null,
    -- opens the commitment to the reason in the journal
    salt     text        not null,
    ended    timestamptz,
    ended_by text
);
create unique index agency_pause_now on agency_pause (agency) where ended is null;

-- Requests to retry an agency at once. Each node reads them for its own circuit breaker.
create table agency_retry (
    agency text        primary key,
    asked  timestamptz not null
);

-- Limits that operators set for an agency, instead of those of its file or route. A null keeps the file's value; a row without any number
-- ended the previous limits.
create table agency_limit (
    id         uuid        primary key,
    agency     text        not null,
    consumers  int,
    per_second int,
    since      timestamptz not null,
    by         text        not null,
    reason     text        not null,
    -- opens the commitment to the reason in the journal
    salt       text        not null,
    ended      timestamptz
);
create unique index agency_limit_now on agency_limit (agency) where ended is null;

-- Interests that experts declared in a property: their office gets none of the municipality's cases about it.
create table interest (
    subject  text        not null,
    office   text        not null,
    expert   text        not null,
    -- own-property, relative, client or other
    reason   text        not null,
    case_id  uuid        not null references case_file,
    declared timestamptz not null,
    primary key (subject, office, expert)
);

-- Plates named by citizens who do not own the vehicle. A citizen with too many in a day must wait.
create table home_attempt (
    person uuid        not null,
    at     timestamptz not null default now()
);
create index home_attempt_person on home_attempt (person, at);

-- Who opened the original file of a sheet, so that one opening is journaled once, by any node.
create table original_opening (
    case_id   uuid        not null,
    sha256    bytea       not null check (octet_length(sha256) = 32),
    principal text        not null,
    at        timestamptz not null,
    primary key (case_id, sha256, principal)
);

-- Row of a paper or an applicant in the result of whole().
create type content as (
    position    int,
    kind        text,
    sha256      text,
    source      text,
    name        bytea,
    media_type  text,
    size        bigint,
    -- null for a paper
    person      uuid,
    national_id bytea,
    mobile      bytea
);

-- Returns a case, its inquiries and its contents in one round trip: first the row of the case, then its inquiries, then its people and
-- papers. Each query has a snapshot of its own, because it must see what was committed while the lock was awaited. Of the inquiries only
-- those are locked that may change without the case's lock: a row lock writes to the log and changes the page.
create function whole(one uuid, locked boolean, asked boolean, contents boolean)
    returns table (c cases.case_file, i cases.inquiry, t cases.content) language plpgsql volatile as $$
begin
    if locked then
        return query select f, null::cases.inquiry, null::cases.content from cases.case_file f where f.id = one for no key update;
    else
        return query select f, null::cases.inquiry, null::cases.content from cases.case_file f where f.id = one;
    end if;
    if not found then
        return;
    end if;
    if asked and locked then
        -- in the order in which senders of several inquiries lock them
        perform from cases.inquiry q where q.case_id = one and q.state in ('QUEUED', 'DISPATCHED', 'DELIVERED')
            order by q.id for no key update;
    end if;
    if asked then
        return query select null::cases.case_file, q, null::cases.content from cases.inquiry q where q.case_id = one order by q.id;
    end if;
    if contents then
        return query select null::cases.case_file, null::cases.inquiry,
                row (a.position, a.role, null, null, a.name, null, 0, a.person, p.national_id, a.mobile)::cases.content
            from cases.applicant a join cases.person p on p.id = a.person where a.case_id = one order by a.position;
        return query select null::cases.case_file, null::cases.inquiry,
                row (s.revision, s.kind, s.sha256, s.source, s.name, s.media_type, s.size, null, null, null)::cases.content
            from cases.paper s where s.case_id = one;
    end if;
end $$;
