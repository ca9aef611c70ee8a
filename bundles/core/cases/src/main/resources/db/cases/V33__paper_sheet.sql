-- Asked for one sheet at a time, in no order: four bytes of its hash find it as well as 64.
drop index paper_sheet;
create index paper_sheet on paper using hash (sha256);
