-- Nearly all have been sent and are found by their id: only the others have an entry of their state, and the newest comes last, where an index has room.
drop index message_state;
create index message_unsent on message (state, id) where state <> 'sent';
