-- how often an office asked on a day (Tehran) what the archive has
create table archive_day (
    office text not null,
    day    date not null,
    looks  int  not null,
    primary key (office, day)
);
