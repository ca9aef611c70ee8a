-- Areas of sheets that a district covers, whichever case shows the sheet. Reasons are sealed with the key of the case in which they were given.
create table redaction (
    id             uuid        primary key,
    sha256         bytea       not null check (octet_length(sha256) = 32),
    page           int         not null check (page > 0),
    -- x, y, width and height of each, in pixels of the page
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

-- who has seen what is covered, so that one look is journaled once, by whichever node
create table original_look (
    principal text        not null,
    case_id   uuid        not null,
    sha256    bytea       not null,
    at        timestamptz not null,
    primary key (case_id, sha256, principal)
);
