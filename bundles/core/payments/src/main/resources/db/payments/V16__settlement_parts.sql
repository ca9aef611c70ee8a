-- A file is taken a thousand lines a commit, and goes on where it was cut short; two of the treasury can take one back.
alter table settlement_file
    add column state text not null default 'taken' check (state in ('taking', 'taken', 'withdrawing', 'withdrawn')),
    -- lines that are taken, or taken back, so far
    add column done  int  not null default 0,
    add column withdrawn_by  text,
    add column withdrawn_why text;
create index settlement_file_unfinished on settlement_file (id) where state in ('taking', 'withdrawing');

alter table settlement_line
    -- whether the bank took the sale back, and not made it
    add column taken_back boolean not null default false;
alter table settlement_line drop constraint settlement_line_state_check;
alter table settlement_line add check (state in ('open', 'matched', 'different', 'withdrawn'));
-- a line is taken once
drop index settlement_line_file;
create unique index settlement_line_once on settlement_line (file, line);
create index settlement_line_day on settlement_line (gateway, terminal, day);

create index attempt_settled on attempt (gateway, terminal, settled) where settled is not null;
create index attempt_settled_at on attempt (settled) where settled is not null;
create index attempt_paid_at on attempt (gateway, paid_at) where paid_at is not null;
create index attempt_held on attempt (gateway, terminal) where state = 'UNKNOWN' and held is not null;
create index settlement_difference_attempt on settlement_difference (attempt);
create index settlement_difference_file on settlement_difference (file);
