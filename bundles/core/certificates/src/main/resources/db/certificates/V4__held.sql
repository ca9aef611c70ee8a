-- A payment that it rests on was taken back: not to be relied on until that is put right.
alter table certificate drop constraint certificate_state_check;
alter table certificate add check (state in ('valid', 'held', 'revoked'));
