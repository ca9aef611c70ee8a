-- Sheets that are still to be looked at: decoded to their end, or scanned because the scanner was away when they came.
create table examination (
    id     bigint      generated always as identity primary key,
    sha256 bytea       not null check (octet_length(sha256) = 32),
    media  "char"      not null check (media in ('p', 'n', 'j', 't')),
    scan   boolean     not null default false,
    next   timestamptz not null default now()
);
create index examination_scan on examination (id) where scan;

-- What was found bad, so that nobody opens it: kept, released or deleted. The bytes lie where all sheets lie.
create table quarantine (
    sha256  bytea       primary key check (octet_length(sha256) = 32),
    media   "char"      not null check (media in ('p', 'n', 'j', 't')),
    reason  text        not null check (reason in ('malware', 'unreadable')),
    detail  text        not null,
    source  text        not null,
    found   timestamptz not null default now(),
    state   "char"      not null default 'k' check (state in ('k', 'r', 'd')),
    told    boolean     not null default false,
    -- the status that the sheet of each document had
    statuses jsonb
);

-- Uploads that are sent in pieces, until they are whole. Name and owner are sealed with the case's key.
create table resumable (
    id       uuid        primary key,
    case_id  uuid        not null,
    service  text        not null,
    office   text        not null,
    kind     text        not null,
    owner    bytea       not null,
    name     bytea       not null,
    length   int         not null check (length > 0),
    received int         not null default 0 check (received between 0 and length),
    pages    int,
    sha256   bytea       check (octet_length(sha256) = 32),
    media    "char"      check (media in ('p', 'n', 'j', 't')),
    begun    timestamptz not null default now()
);
create index resumable_office on resumable (office);
create index resumable_begun on resumable (begun);
create table resumable_piece (
    upload uuid  not null references resumable on delete cascade,
    at     int   not null,
    bytes  bytea not null,
    primary key (upload, at)
);
alter table resumable_piece alter column bytes set storage external;
