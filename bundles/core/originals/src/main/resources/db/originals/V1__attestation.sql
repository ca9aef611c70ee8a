-- Documents that an office compared with their original. Words are sealed with the key of their case, in a place that names the sheets.
create table attestation (
    id          uuid        primary key,
    document    bigint      not null,
    -- whose: key of a property or a person
    owner       bigint      not null,
    kind        text        not null,
    -- SHA-256 of each scan, by page
    sheets      bytea[]     not null,
    case_id     uuid        not null,
    case_number text        not null,
    office      text        not null,
    principal   text        not null,
    at          timestamptz not null,
    salt        bytea       not null,
    serial      bytea       not null,
    issuer      bytea       not null,
    seen        bytea       not null,
    -- where the original is, and in which case it is or is awaited
    original    text        not null default 'kept' check (original in ('kept', 'returned', 'summoned', 'brought')),
    lies_at     text        not null,
    lies_case   uuid        not null,
    lies_number text        not null,
    lies_since  timestamptz not null,
    verified    timestamptz,
    ended       timestamptz,
    fate        text        check (fate in ('disputed', 'recalled')),
    check ((ended is null) = (fate is null))
);
create unique index attestation_document on attestation (document) where ended is null;
create index attestation_owner on attestation (owner);
create index attestation_lies on attestation (lies_at) where original <> 'returned';

create table attestation_step (
    attestation uuid        not null references attestation,
    position    int         not null,
    step        text        not null check (step in ('returned', 'verified', 'summoned', 'brought', 'disputed', 'recalled')),
    case_id     uuid        not null,
    party       text        not null,
    principal   text        not null,
    at          timestamptz not null,
    reason      bytea,
    -- of a return: the signed receipt, and who took the original
    sheet       bytea       check (octet_length(sheet) = 32),
    person      uuid,
    primary key (attestation, position)
);
create unique index attestation_step_sheet on attestation_step (sheet) where sheet is not null;

-- wrong sheets, and every case that had used one
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
