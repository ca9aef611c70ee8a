-- A code is asked for from a network, and only another from the same network takes its place: who asks elsewhere voids nobody's code.
alter table code drop constraint code_who_key;
-- keyed digest of the network
alter table code add column source text not null default '';
-- how often it was entered from another network
alter table code add column strange int not null default 0;
-- keyed digest of the number to which it went; null before it goes out, and where it goes to nobody
alter table code add column proved text;
create unique index code_who on code (who, source);
