-- Who is dead, as districts recorded it: read wherever people are looked up by their digests, so that the usual opening asks nothing more.
alter table person add column dead boolean not null default false;

create sequence authority_serial;

-- Who may act for whom. Numbers and names are sealed, the owner's with the owner's key and the holder's with the holder's.
create table authority (
    id             uuid        primary key,
    reference      text        not null unique,
    kind           text        not null check (kind in ('PROXY', 'LAWYER', 'GUARDIAN', 'HEIR', 'SIGNATORY')),
    owner          uuid        not null references person (id),
    holder         uuid        not null references person (id),
    -- property or plate; null for all that the owner has
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
    -- keyed names of the mobiles by which they were known on the day: by no other number is it seen
    owner_numbers  text[]      not null,
    holder_numbers text[]      not null,
    -- opens the commitments of its entries in the journal
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

-- Deaths as districts recorded them.
create table death (
    id          uuid        primary key,
    person      uuid        not null references person (id),
    certificate bytea       not null,
    died        date        not null,
    salt        bytea       not null,
    district    int         not null,
    recorded_by text        not null,
    recorded    timestamptz not null,
    undone      timestamptz,
    undone_by   text,
    reason      bytea
);
create unique index death_one on death (person) where undone is null;
create index death_district on death (district, id desc);

-- Whether somebody acts for its owners, or one of its people is dead: only then is asked who may.
alter table case_file add column represented boolean not null default false;

-- The owners for whom others opened a case: it rests on their authority.
create table represented_owner (
    case_id uuid not null references case_file (id),
    person  uuid not null references person (id),
    primary key (case_id, person)
);
create index represented_owner_person on represented_owner (person);

-- The authorities that reach a case.
create table case_authority (
    case_id   uuid not null references case_file (id),
    authority uuid not null references authority (id),
    person    uuid not null references person (id),
    -- whether that is all by which its holder has to do with the case
    stranger  boolean not null,
    primary key (case_id, authority)
);
create index case_authority_person on case_authority (person);
create index case_authority_authority on case_authority (authority);

-- People whose open cases are to be looked at, for something about their authorities changed.
create table authority_review (
    person uuid        primary key references person (id),
    since  timestamptz not null
);

-- Those who hear of a case: for whom it was opened, and who holds authority in it; and the two whom an authority itself concerns.
create view party as
select case_id, position, person, role, name, mobile, null::uuid as authority, null::text as side, false as matter
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
