-- Files are called after people. The name that was given stays with its case, sealed with the case's key; elsewhere a sheet is called by its
-- kind. Names of a version before are sealed when a hub starts.
alter table upload rename column name to clear_name;
alter table upload alter column clear_name drop not null;
alter table upload add column name bytea;
alter table holding drop column name;
alter table answer_sheet drop column name;
