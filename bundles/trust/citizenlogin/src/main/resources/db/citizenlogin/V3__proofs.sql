-- Numbers that are proved to be a person's: by a code that came back at a counter, or by the register of numbers. Which number it is stands
-- sealed with the person's key; the digest is the one that logins carry.
create table number_proof (
    id      uuid        primary key,
    person  uuid        not null,
    number  text        not null,
    mobile  bytea       not null,
    way     text        not null check (way in ('counter', 'register')),
    office  text,
    case_id uuid,
    proved  timestamptz not null default now(),
    -- a login is a use; a proof that nobody used for a year has lapsed
    used    timestamptz not null default now(),
    -- until when a change of number waits; null where no number was proved before, and where a district said yes
    waits   timestamptz,
    before  uuid        references number_proof (id),
    -- when it ends because another takes its place, or ended; null as long as nothing ends it
    until   timestamptz,
    ended_by uuid       references number_proof (id)
);
create index number_proof_person on number_proof (person, number);
create index number_proof_before on number_proof (before);
create index number_proof_ended_by on number_proof (ended_by);
create index number_proof_waits on number_proof (person, waits) where waits is not null;

-- Codes that are to come back at a counter: one at a time for a person at an office.
create table counter_code (
    id      uuid        primary key,
    person  uuid        not null,
    office  text        not null,
    case_id uuid        not null,
    number  text        not null,
    mobile  bytea       not null,
    hash    text        not null,
    expires timestamptz not null,
    tries   int         not null default 0,
    unique (person, office)
);

-- Slips for who has no mobile: the PIN as a slow hash, the identity paper as a keyed digest.
create table login_slip (
    id       uuid        primary key,
    person   uuid        not null,
    case_id  uuid        not null,
    office   text        not null,
    clerk    text        not null,
    identity text        not null,
    salt     text        not null,
    hash     text        not null,
    issued   timestamptz not null default now(),
    -- from when it opens what another office's case has of papers
    opens    timestamptz not null,
    expires  timestamptz not null,
    tries    int         not null default 0,
    used     timestamptz,
    closed   timestamptz,
    -- digest that the token of its login carries; null before
    session  text
);
create index login_slip_case on login_slip (case_id);
create index login_slip_person on login_slip (person, session);

-- What citizens are to be told of all this, sealed with the person's key until it is sent.
create table notice (
    id       uuid        primary key,
    person   uuid        not null,
    mobile   bytea       not null,
    text     bytea       not null,
    made     timestamptz not null default now(),
    due      timestamptz not null default now(),
    attempts int         not null default 0
);
create index notice_due on notice (due);
create index notice_person on notice (person);

-- where a code went that the register of numbers says is the person's own: the login that uses it proves the number
alter table code add column owned bytea;
