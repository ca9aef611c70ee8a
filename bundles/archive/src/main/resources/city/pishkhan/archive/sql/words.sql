-- The first documents whose titles have these words, in their order; from one of them on.
select d.id, d.dossier, d.title from archive.document d
where d.title is not null and archive.words(d.title, d.kind, d.district) @@ :words::tsquery and d.id > :after
order by d.id limit :limit
