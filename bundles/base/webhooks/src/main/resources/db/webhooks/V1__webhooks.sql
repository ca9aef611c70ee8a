-- Progress of each webhook and its next attempt. One node at a time sends to a webhook.
create table webhook (
    name         text        primary key,
    -- last entry of the journal that the receiver accepted
    sequence     bigint      not null,
    attempts     int         not null default 0,
    next_attempt timestamptz not null default now(),
    leased_until timestamptz not null default now(),
    last_error   text,
    delivered_at timestamptz
);
