-- Login codes that are valid now. Person and code are keyed digests, so a row does not reveal whether the person is known here. Only a
-- request from the same network replaces a code, so that other networks cannot void it.
create table code (
    -- also the idempotency key at the provider
    id            uuid        primary key,
    person_digest text        not null,
    hash          text        not null,
    expires       timestamptz not null,
    tries         int         not null default 0,
    -- keyed digest of the network
    source        text        not null default '',
    -- how often it was entered from another network
    foreign_tries int         not null default 0,
    -- keyed digest of the number to which it was sent; null before it is sent, or if the person has no number
    proved        text,
    -- number that the register of numbers assigns to the person: a login with this code proves it
    owned_mobile  bytea
);
create unique index code_person_digest on code (person_digest, source);

-- Attempts that are counted against guessing, by keyed digests of national IDs and addresses. Rows are kept for a day.
create table attempt (
    key text        not null,
    at  timestamptz not null default now()
);
create index attempt_key on attempt (key, at);
create index attempt_at on attempt (at);

-- Proofs that a number belongs to a person: by a code that came back at a counter, or by the register of numbers. The number is sealed
-- with the person's key; the digest is the one that logins contain.
create table number_proof (
    id            uuid        primary key,
    person        uuid        not null,
    number        text        not null,
    mobile        bytea       not null,
    method        text        not null check (method in ('counter', 'register')),
    office        text,
    case_id       uuid,
    proved        timestamptz not null default now(),
    -- last login; a proof that is not used for a year expires
    used          timestamptz not null default now(),
    -- end of the waiting time after a change of number; null if no number was proved before, or if a district agreed
    pending_until timestamptz,
    previous      uuid        references number_proof,
    -- when it ends because another number replaces it, or ended; null if nothing ends it
    until         timestamptz,
    ended_by      uuid        references number_proof
);
create index number_proof_person on number_proof (person, number);
create index number_proof_previous on number_proof (previous);
create index number_proof_ended_by on number_proof (ended_by);
create index number_proof_pending on number_proof (person, pending_until) where pending_until is not null;

-- Codes that must come back at a counter: one at a time for a person at an office.
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

-- Slips for people without a mobile. The PIN is stored as a slow hash, the identity paper as a keyed digest.
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
    -- since when it opens papers that cases at other offices have
    opens    timestamptz not null,
    expires  timestamptz not null,
    tries    int         not null default 0,
    used     timestamptz,
    closed   timestamptz,
    -- digest that the token of its login contains; null before the login
    session  text
);
create index login_slip_case on login_slip (case_id);
create index login_slip_person on login_slip (person, session);

-- Messages to citizens about all this, sealed with the person's key until they are sent.
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
