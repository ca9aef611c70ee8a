-- Backups that were written from here.
create table made (
    id    uuid        primary key,
    at    timestamptz not null,
    rows  bigint      not null,
    files bigint      not null
);
create index made_at on made (at);

-- Who was erased, until the register has it; and, after a restore, who is to be erased again.
create table erasure (
    person     uuid        primary key,
    cases      uuid[]      not null,
    at         timestamptz not null default now(),
    registered timestamptz,
    again      boolean     not null default false,
    -- the person's wrapped key, from the restore until then
    kept       bytea
);
create index erasure_waiting on erasure (at) where registered is null;
create index erasure_again on erasure (at) where again;

-- Backups that were put back here.
create table restored (
    id               uuid        primary key,
    backup           uuid        not null,
    made             timestamptz not null,
    at               timestamptz not null,
    without_keys     boolean     not null,
    without_erasures boolean     not null,
    destroyed        bigint      not null,
    told             timestamptz
);

-- Restores into a scratch place.
create table rehearsal (
    id     uuid        primary key,
    backup uuid        not null,
    made   timestamptz not null,
    at     timestamptz not null,
    faults int         not null
);
create index rehearsal_at on rehearsal (at);
