-- Last entry of the journal for which messages were written. The node that locks the row writes the next messages.
create table follower (
    name     text   primary key,
    sequence bigint not null
);

-- Text messages to persons. The mobile number is looked up when a message is sent, and is not stored here. A message changes twice within
-- seconds, so its page has room for the new versions.
create table message (
    -- also the idempotency key at the provider
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
) with (fillfactor = 80);
create index message_due on message (next_attempt) where state = 'waiting';
-- Nearly all messages are sent, and those are only looked up by id.
create index message_unsent on message (state, id) where state <> 'sent';
