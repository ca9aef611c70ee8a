-- How far in the journal messages have been made. Whoever holds the row makes the next ones.
create table follower (
    name     text   primary key,
    sequence bigint not null
);

-- One text to one person. The number is looked up when it is sent; it never stands here.
create table message (
    -- the idempotency key at the provider
    id           uuid        primary key,
    entry        uuid        not null,
    case_id      uuid        not null,
    case_number  text        not null,
    person       uuid        not null,
    event        text        not null,
    text         text        not null,
    state        text        not null check (state in ('waiting', 'sent', 'refused', 'expired', 'unreachable')),
    attempts     int         not null default 0,
    created      timestamptz not null,
    next_attempt timestamptz,
    expires      timestamptz not null,
    sent         timestamptz,
    reference    text,
    last_error   text,
    unique (entry, person)
);
create index message_due on message (next_attempt) where state = 'waiting';
create index message_state on message (state, id desc);
