-- The hash tree over all contents, as it was sealed last: 2^20 groups by the first 20 bits of the hash. Hashes are not kept a second time, a group is
-- computed from its rows again; of the nodes those of level 20 (a group's root), 12 and 4 are kept, what lies between is computed. At most 1,052,688 rows.
create table tree_node (
    level smallint not null check (level in (4, 12, 20)),
    place int      not null,
    hash  bytea    not null check (octet_length(hash) = 32),
    primary key (level, place)
);

-- what came and what went since then
create table tree_change (
    id     bigint  generated always as identity primary key,
    sha256 bytea   not null,
    gone   boolean not null
);
create index tree_change_prefix on tree_change (prefix(sha256));

-- built: groups below it are in the tree; what was there before the tree was comes in in parts
create table tree (
    only_one   boolean     primary key default true check (only_one),
    root       bytea       not null,
    sheets     bigint      not null default 0,
    built      int         not null,
    next       timestamptz not null,
    altered_at timestamptz
);
insert into tree (root, built, next)
    select '\xab6ae839aadc46cf01a5ac88617346e9b7054c0778697e1ac824115d2e13fdc1', case when exists (select from content) then 0 else 1048576 end, now();

create or replace function note_content() returns trigger language plpgsql as $$
begin
    insert into archive.tree_change (sha256, gone) select sha256, false from added;
    if exists (select from archive.copy_place) then
        insert into archive.uncopied (sha256) select sha256 from added;
    end if;
    return null;
end $$;
create function note_content_gone() returns trigger language plpgsql as $$
begin
    insert into archive.tree_change (sha256, gone) select sha256, true from removed;
    return null;
end $$;
create trigger content_removed after delete on content referencing old table as removed
    for each statement execute function note_content_gone();
