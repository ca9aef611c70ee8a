-- Sessions of people at a browser. The id is a hash: what is in this table opens no session.
create table session (
    id        text        primary key,
    principal text        not null,
    roles     text[]      not null,
    voucher   text        not null,
    began     timestamptz not null default now(),
    seen      timestamptz not null default now(),
    ended     timestamptz
);
create index session_began on session (began);
