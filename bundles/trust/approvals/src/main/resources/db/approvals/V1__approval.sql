-- Acts that one person asks for and another carries out.
create table approval (
    id         uuid        primary key,
    act        text        not null,
    terms      jsonb       not null,
    reason     text        not null,
    -- of the journal's commitment to the reason
    salt       text        not null,
    state      text        not null check (state in ('asked', 'done', 'refused')),
    asked_by   text        not null,
    asked      timestamptz not null,
    expires    timestamptz not null,
    decided_by text,
    decided    timestamptz,
    result     text,
    check (decided_by <> asked_by)
);
