-- Who opened the file of a sheet as it came, so that one act is journaled once, by whichever node.
create table original_opening (
    case_id   uuid        not null,
    sha256    bytea       not null check (octet_length(sha256) = 32),
    principal text        not null,
    at        timestamptz not null,
    primary key (case_id, sha256, principal)
);
