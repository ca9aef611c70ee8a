-- What its people said to the archive's use for it: positions of applicants who said yes to identity papers of other services, and of those
-- who said no to any of theirs.
alter table case_file
    add column archive_yes text,
    add column archive_no  text;
-- how often an office asks the archive
create index reading_archive on reading (at) where operation = 'office.archive.read';
