-- an office's cases of a day, for its quota
create index case_opened on case_file (office, service, opened);
