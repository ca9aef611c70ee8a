-- The first documents that match one of these searches: one search after the other, each in physical order, the first one after a given
-- row. A search covers one kind and one district, because sorting, or a search of the whole city, would read all rows of a frequent word.
-- Parallel workers must be off, because they would change the order. Documents for the records authority only are excluded. The dossier is
-- read by a subquery, because a join would change the order.
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
