-- operators who see one case's personal data for a while, and why; the journal has a commitment to the reason
create table glass (
    id        bigint      generated always as identity primary key,
    principal text        not null,
    case_id   uuid        not null references case_file (id),
    reason    text        not null,
    broken    timestamptz not null default now(),
    until     timestamptz not null
);
create index glass_case on glass (case_id, principal);
