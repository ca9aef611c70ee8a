-- Persons who were erased after the backup have no key any more. Their papers are removed.
create temporary table erased on commit drop as
    select p.key, encode(p.digest, 'hex') as owner from archive.person p join vault.key k on k.owner = p.vault where k.wrapped is null;
create temporary table erased_sheet on commit drop as
    select h.owner, h.document, s.content from archive.holding h join archive.sheet s on s.document = h.document
    where h.owner in (select key from erased);
delete from archive.content c using erased_sheet e where c.person = e.owner and archive.prefix(c.sha256) = e.content;
delete from archive.sheet where document in (select document from erased_sheet);
delete from archive.secret_sheet where document in (select document from erased_sheet);
delete from archive.document where id in (select document from erased_sheet);
delete from archive.holding where owner in (select key from erased);
delete from archive.dossier where owner in (select key from erased);
delete from archive.upload where owner in (select owner from erased);
delete from archive.person where key in (select key from erased);
