-- An agency without a system of its own reads what it is told.
create index notice_agency on notice (agency, id);
