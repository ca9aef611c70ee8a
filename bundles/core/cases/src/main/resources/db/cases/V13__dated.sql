-- Whether year and month among its facts follow the calendar: until it is paid.
alter table case_file add column dated boolean not null default false;
create index case_dated on case_file (id) where dated;
