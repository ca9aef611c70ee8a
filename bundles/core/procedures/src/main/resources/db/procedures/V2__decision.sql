-- From when a rule set counts, and by which decision; what an operator once activated counted at once.
alter table activation add column effective timestamptz not null default now();
alter table activation add column decision text unique;
alter table activation disable trigger immutable;
update activation set effective = at;
alter table activation enable trigger immutable;
create index activation_effective on activation (effective desc, id desc);
