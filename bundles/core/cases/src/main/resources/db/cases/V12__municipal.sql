-- Who the office works for, and for the municipality the expert whose turn it was.
alter table case_file add column customer text not null default 'citizen' check (customer in ('citizen', 'municipality'));
alter table case_file add column expert text check ((expert is not null) = (customer = 'municipality'));

-- who was or is concerned with a property does not inspect it
create index case_subject on case_file (subject);

-- When each expert was last given a case by turn.
create table turn (
    service text        not null,
    office  text        not null,
    expert  text        not null,
    given   timestamptz not null,
    primary key (service, office, expert)
);
