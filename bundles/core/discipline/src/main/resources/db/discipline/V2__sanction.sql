-- What a draft is to its matter: its course leads to it, or a danger pressed before, or it lifts what was decided beside that course.
alter table proposal add column course text not null default 'matter' check (course in ('matter', 'urgent', 'lifting'));
-- what the committee made of it; null before its signature
alter table proposal add column outcome text check (outcome in ('adopted', 'rejected'));

-- what the party said against a sanction, sealed with the matter's key
create table appeal (
    decision uuid  primary key references proposal (decision),
    matter   uuid  not null references matter,
    text     bytea not null
);
create index appeal_matter on appeal (matter);
