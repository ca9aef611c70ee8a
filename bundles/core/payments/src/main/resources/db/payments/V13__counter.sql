-- Whether the payer paid at a card reader or a branch: brought by its reference, without a session.
alter table attempt add column counter boolean not null default false;
-- whether a reference was brought before
create index attempt_hint on attempt (gateway, terminal, hint_reference) where counter;
-- who waits in vain for another's sale
create index attempt_given_up on attempt (gateway, terminal, hint_reference) where state = 'RETURNED' and next_at is null;
