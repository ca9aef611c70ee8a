-- Documents that an office compared with their originals. Texts are sealed with the case's key, under a name that contains the sheets.
create table attestation (
    id              uuid        primary key,
    document        bigint      not null,
    -- key of the property or person
    owner           bigint      not null,
    kind            text        not null,
    -- SHA-256 of each scan, by page
    sheets          bytea[]     not null,
    case_id         uuid        not null,
    case_number     text        not null,
    office          text        not null,
    principal       text        not null,
    at              timestamptz not null,
    salt            bytea       not null,
    serial          bytea       not null,
    issuer          bytea       not null,
    seen            bytea       not null,
    -- where the original is, and the case in which it is or is expected
    original        text        not null default 'kept' check (original in ('kept', 'returned', 'summoned', 'brought')),
    location_office text        not null,
    location_case   uuid        not null,
    location_number text        not null,
    location_since  timestamptz not null,
    verified        timestamptz,
    ended           timestamptz,
    outcome         text        check (outcome in ('disputed', 'recalled')),
    check ((ended is null) = (outcome is null))
);
create unique index attestation_document on attestation (document) where ended is null;
create index attestation_owner on attestation (owner);
create index attestation_location on attestation (location_office) where original <> 'returned';

-- Events of an attestation.
create table attestation_step (
    attestation uuid        not null references attestation,
    position    int         not null,
    step        text        not null check (step in ('returned', 'verified', 'summoned', 'brought', 'disputed', 'recalled')),
    case_id     uuid        not null,
    party       text        not null,
    principal   text        not null,
    at          timestamptz not null,
    reason      bytea,
    -- for a return: the signed receipt, and the person who received the original
    sheet       bytea       check (octet_length(sheet) = 32),
    person      uuid,
    primary key (attestation, position)
);
create unique index attestation_step_sheet on attestation_step (sheet) where sheet is not null;

-- Wrong sheets, and the cases that used them.
create table recall (
    id        uuid        primary key,
    document  bigint      not null,
    kind      text        not null,
    sha256    bytea       not null check (octet_length(sha256) = 32),
    case_id   uuid        not null,
    district  smallint    not null,
    principal text        not null,
    at        timestamptz not null,
    reason    bytea       not null,
    unique (document, sha256)
);

create table recall_case (
    case_id     uuid        not null,
    sha256      bytea       not null,
    recall      uuid        not null references recall,
    case_number text        not null,
    office      text        not null,
    kind        text        not null,
    at          timestamptz not null,
    primary key (case_id, sha256, recall)
);
create index recall_case_office on recall_case (office, at desc);

-- Areas of sheets that a district covers in all cases. Reasons are sealed with the key of the case in which they were given.
create table redaction (
    id             uuid        primary key,
    sha256         bytea       not null check (octet_length(sha256) = 32),
    page           int         not null check (page > 0),
    -- x, y, width and height of each area, in pixels of the page
    areas          int[]       not null check (cardinality(areas) between 4 and 200),
    district       smallint    not null,
    case_id        uuid        not null,
    principal      text        not null,
    at             timestamptz not null,
    reason         bytea       not null,
    removed        timestamptz,
    removed_case   uuid,
    removed_by     text,
    removed_reason bytea,
    check ((removed is null) = (removed_reason is null))
);
create index redaction_sheet on redaction (sha256);

-- People who opened a covered original, so that one opening is journaled once, by any node.
create table original_access (
    principal text        not null,
    case_id   uuid        not null,
    sha256    bytea       not null,
    at        timestamptz not null,
    primary key (case_id, sha256, principal)
);
