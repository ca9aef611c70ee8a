-- Rows that give power count only with a keyed digest (MAC) by a key of the vault over their columns. A row without a valid one is ignored.
alter table accepted add column mac text;
alter table accepted_code add column mac text;
alter table approval add column mac text;
alter table founding add column mac text;

-- demo or production, decided once
alter table founding add column mode text not null default 'production' check (mode in ('demo', 'production'));
