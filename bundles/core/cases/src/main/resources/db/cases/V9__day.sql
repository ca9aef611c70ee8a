-- the cases of a day, or of some days, in the order in which they were opened
create index case_day on case_file (opened, id);
