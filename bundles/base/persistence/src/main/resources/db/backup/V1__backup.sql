-- Backups that this installation wrote.
create table backup (
    id    uuid        primary key,
    at    timestamptz not null,
    rows  bigint      not null,
    files bigint      not null
);
create index backup_at on backup (at);

-- Erased persons, until the register of erasures has them; and, after a restore, persons that must be erased again.
create table erasure (
    person     uuid        primary key,
    cases      uuid[]      not null,
    at         timestamptz not null default now(),
    registered timestamptz,
    again      boolean     not null default false,
    -- the person's wrapped key, from the restore until the repeated erasure
    kept       bytea
);
create index erasure_waiting on erasure (at) where registered is null;
create index erasure_again on erasure (at) where again;

-- Backups that were restored into this installation.
create table restored (
    id               uuid        primary key,
    backup           uuid        not null,
    made             timestamptz not null,
    at               timestamptz not null,
    without_keys     boolean     not null,
    without_erasures boolean     not null,
    destroyed        bigint      not null,
    journaled_at     timestamptz
);

-- Restores into a scratch database.
create table rehearsal (
    id     uuid        primary key,
    backup uuid        not null,
    made   timestamptz not null,
    at     timestamptz not null,
    faults int         not null
);
create index rehearsal_at on rehearsal (at);
