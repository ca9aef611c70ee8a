-- Sheets of documents that the records authority keeps to itself (confidentiality 3): nobody opens them, whichever case has them.
create table secret_sheet (
    sha256   bytea  not null check (octet_length(sha256) = 32),
    document bigint not null,
    primary key (sha256, document)
);
create index secret_sheet_document on secret_sheet (document);
create function secret_sheets(documents bigint[]) returns table (sha256 bytea, document bigint) language sql stable as $$
    select distinct c.sha256, d.id
    from archive.document d join archive.dossier o on o.id = d.dossier left join archive.person p on p.key = o.owner
        join archive.sheet s on s.document = d.id
        join archive.content c on archive.prefix(c.sha256) = s.content and c.person is not distinct from p.key
    where d.id = any($1) and greatest(d.confidentiality, o.confidentiality) = 3
$$;
insert into secret_sheet (sha256, document) select s.* from secret_sheets(array(
    select d.id from document d join dossier o on o.id = d.dossier where d.confidentiality = 3 or o.confidentiality = 3)) s;
