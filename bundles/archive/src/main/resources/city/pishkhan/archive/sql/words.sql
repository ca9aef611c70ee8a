-- The first documents whose titles have these words, in the order in which they lie, from one of them on: sorting would fetch all that a frequent word has.
-- Without parallel workers, which would mix the order.
select d.id, d.dossier, d.title, d.ctid::text as place from archive.document d
where d.title is not null and archive.words(d.title, d.kind, d.district) @@ :words::tsquery and d.ctid > :after::tid
limit :limit
