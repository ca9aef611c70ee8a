-- What was issued, frozen. One certificate of a kind for a case.
create table certificate (
    code     text        primary key,
    case_id  uuid        not null,
    number   text        not null,
    template text        not null,
    content  jsonb       not null,
    state    text        not null check (state in ('valid', 'revoked')),
    issued   timestamptz not null,
    digest   text        not null,
    unique (case_id, template)
);
