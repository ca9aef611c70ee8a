-- Erasures of persons, each asked for by one and confirmed by another of the institute.
create table erasure (
    id           uuid        primary key,
    person       uuid        not null references person (id),
    ground       text        not null check (ground in ('asked', 'law', 'retention')),
    requested_by text        not null,
    requested    timestamptz not null default now(),
    confirmed_by text,
    confirmed    timestamptz,
    check ((confirmed is null) = (confirmed_by is null)),
    check (confirmed_by <> requested_by)
);
create unique index erasure_waiting on erasure (person) where confirmed is null;

-- Who has seen the personal data of which case: one row for a principal, a case and a while.
create table reading (
    id        bigint      generated always as identity primary key,
    principal text        not null,
    case_id   uuid        not null,
    operation text        not null,
    at        timestamptz not null
);
create index reading_case on reading (case_id, id);

-- Up to which reading the journal has digests.
create table reading_digest (
    only_one boolean     primary key default true check (only_one),
    upto     bigint      not null,
    at       timestamptz not null
);
insert into reading_digest (upto, at) values (0, now());
