-- How far contents have been read again and held against their hashes: the next one to look at, shared ones first, then those of persons, each by the
-- prefix of its hash. One row, however many there are. Whichever node moves next on does what is due.
create table fixity (
    only_one    boolean     primary key default true check (only_one),
    next        timestamptz not null,
    personal    boolean     not null default false,
    prefix      bigint      not null default -9223372036854775808,
    person      bigint      not null default -9223372036854775808,
    begun       timestamptz not null,
    sheets      bigint      not null default 0,
    bytes       bigint      not null default 0,
    last_begun  timestamptz,
    last_ended  timestamptz,
    last_sheets bigint,
    last_bytes  bigint
);
insert into fixity (next, begun) values (now(), now());

-- sheets whose bytes are not what they were, or gone, where they are stored or in the copy; told: the journal has it
create table fault (
    sha256   bytea       not null check (octet_length(sha256) = 32),
    copy     boolean     not null,
    what     text        not null check (what in ('damaged', 'missing', 'unreadable')),
    found    timestamptz not null,
    repaired timestamptz,
    told     boolean     not null default false,
    primary key (sha256, copy)
);
create index fault_open on fault (found) where repaired is null;
create index fault_untold on fault (found) where not told;

-- The second copy, if there is one: since when each sheet that comes is put into it.
create table copy_place (
    only_one boolean     primary key default true check (only_one),
    since    timestamptz not null
);
-- sheets that the second copy does not have yet
create table uncopied (
    id     bigint      generated always as identity primary key,
    sha256 bytea       not null,
    at     timestamptz not null default now()
);

create function note_content() returns trigger language plpgsql as $$
begin
    if exists (select from archive.copy_place) then
        insert into archive.uncopied (sha256) select sha256 from added;
    end if;
    return null;
end $$;
create trigger content_added after insert on content referencing new table as added
    for each statement execute function note_content();
