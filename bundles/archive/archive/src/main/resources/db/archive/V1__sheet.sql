-- one row per content
create table sheet (
    sha256     bytea       primary key check (octet_length(sha256) = 32),
    media_type text        not null,
    size       bigint      not null,
    stored     timestamptz not null default now()
);

-- what is archived of whom: title papers by renovation code, identity papers by a person's keyed digest, never by a national ID
create table holding (
    owner_kind text        not null check (owner_kind in ('property', 'person')),
    owner      text        not null,
    paper_kind text        not null,
    sha256     bytea       not null references sheet deferrable initially deferred,
    name       text        not null,
    at         timestamptz not null,
    primary key (owner_kind, owner, paper_kind, sha256)
);

-- who scanned what for which case
create table upload (
    case_id    uuid        not null,
    office     text        not null,
    sha256     bytea       not null references sheet deferrable initially deferred,
    paper_kind text        not null,
    owner      text        not null,
    name       text        not null,
    principal  text        not null,
    at         timestamptz not null,
    primary key (case_id, office, sha256, paper_kind, owner)
);
create index upload_sheet on upload (sha256);

-- what agencies attached to their answers
create table answer_sheet (
    inquiry   uuid        not null,
    sha256    bytea       not null references sheet deferrable initially deferred,
    agency    text        not null,
    name      text        not null,
    principal text        not null,
    at        timestamptz not null,
    primary key (inquiry, sha256)
);
create index answer_sheet_sheet on answer_sheet (sha256);

-- which key the persons' digests were made with; the key itself is not here
create table person_key (
    fingerprint text primary key,
    only_one    boolean not null default true unique check (only_one)
);
