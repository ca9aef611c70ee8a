-- A citizen cannot know a neighbour's renovation code. Such a report has a place instead, sealed with the report's own key, until the
-- district finds the property; it has no case before.
alter table report alter column subject drop not null;
alter table report add column place bytea;
alter table report add check (subject is not null or place is not null and state = 'received');
create index report_unlocated on report (district, id desc) where subject is null;
