-- when the store is next looked through for sheets that nobody names; whichever node moves it on does it
create table sweep (
    only_one boolean     primary key default true check (only_one),
    next     timestamptz not null
);
insert into sweep (next) values (now());
