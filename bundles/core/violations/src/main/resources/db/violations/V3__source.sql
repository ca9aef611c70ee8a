-- Who saw it: a citizen by a login, or a visitor at the district or the district itself, of whom no reporter is kept.
alter table report add column source text not null default 'citizen' check (source in ('citizen', 'visitor', 'district'));
alter table report add check (source = 'citizen' or owner is null);
