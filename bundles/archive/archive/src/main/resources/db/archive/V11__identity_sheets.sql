-- Identity papers lie encrypted in the store: each with a key of its own, sealed with its person's key in the vault. Which key of the vault is a person's; a
-- new one for whoever was erased and comes again.
alter table person add column vault uuid;

-- stored: the address of the encrypted bytes, SHA-256 of them. Without it the bytes lie as they are, under sha256: title papers for good, identity papers of
-- an earlier version until they are read again.
alter table content add column stored bytea check (octet_length(stored) = 32);
alter table content add column key bytea;
alter table content add check ((stored is null) = (key is null) and (stored is null or person is not null));
create index content_stored on content (prefix(stored)) where stored is not null;
create index content_clear on content (prefix(sha256), person) where person is not null and stored is null;

-- uploads in pieces: with the case's key, as their names are; those of an earlier version are not
alter table resumable_piece add column sealed boolean not null default false;

-- the second copy has what the store has
create or replace function note_content() returns trigger language plpgsql as $$
begin
    insert into archive.tree_change (sha256, gone) select sha256, false from added;
    if exists (select from archive.copy_place) then
        insert into archive.uncopied (sha256) select coalesce(stored, sha256) from added;
    end if;
    return null;
end $$;
create function note_content_encrypted() returns trigger language plpgsql as $$
begin
    if exists (select from archive.copy_place) then
        insert into archive.uncopied (sha256) select a.stored from altered a where a.stored is not null;
    end if;
    return null;
end $$;
create trigger content_encrypted after update on content referencing new table as altered
    for each statement execute function note_content_encrypted();
