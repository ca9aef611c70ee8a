-- Issued certificates. Their content never changes. A case has up to one certificate of a kind.
create table certificate (
    code      text        primary key,
    case_id   uuid        not null,
    number    text        not null,
    template  text        not null,
    -- facts that are not personal
    content   jsonb       not null,
    -- held: a payment of the case was reversed, so the certificate cannot be relied on until that is settled
    state     text        not null check (state in ('valid', 'held', 'revoked')),
    issued    timestamptz not null,
    digest    text        not null,
    -- personal facts, sealed with the case's key; empty once one of its people is erased
    sealed    bytea,
    -- Codes are looked up by their digest, so that the time of a look-up reveals nothing about existing codes.
    code_hash bytea       not null,
    unique (case_id, template)
);
create unique index certificate_code_hash on certificate (code_hash);
-- Certificates are searched by the number on the paper, and by their property or vehicle.
create index certificate_number on certificate (number);
create index certificate_subject on certificate (((content ->> 'subject')), template) where state = 'valid';
