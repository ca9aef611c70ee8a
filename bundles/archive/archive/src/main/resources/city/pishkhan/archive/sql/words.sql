-- The first documents that one of these searches finds: one search after the other, and what a search finds in the order in which it lies; of the first search
-- from a place on. A search is of one kind and one district: sorting, or one for the whole city, would fetch all that a frequent word has.
-- Without parallel workers, which would mix the order. What the records authority keeps to itself is not there; a dossier is looked up by its key, as a join
-- would mix the order.
select f.id, f.dossier, f.title, s.no, f.place
from unnest(:searches::text[]) with ordinality s (words, no)
cross join lateral (
    select d.id, d.dossier, d.title, d.ctid as place
    from archive.document d
    where d.title is not null and d.district is not null
        and archive.title_words(d.title, d.kind, d.district) @@ s.words::tsquery and (s.no > 1 or d.ctid > :after::tid)
        and d.confidentiality < 3 and coalesce((select o.confidentiality from archive.dossier o where o.id = d.dossier), 0) < 3
    limit :limit
) f
limit :limit
