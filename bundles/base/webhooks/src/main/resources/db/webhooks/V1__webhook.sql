-- How far each webhook has been told, and when it is tried again. One node at a time tells one.
create table webhook (
    name         text        primary key,
    sequence     bigint      not null,
    attempts     int         not null default 0,
    next_attempt timestamptz not null default now(),
    leased_until timestamptz not null default now(),
    last_error   text,
    told         timestamptz
);
