-- Kinds of papers of many properties with their newest dates, in one query, without those for the records authority only (see
-- documents.sql).
select p.code, k.name as kind, max(h.at) as newest
from unnest(:properties::text[]) a (code)
    join archive.property p on p.key = archive.key_of_property(a.code) and p.code = a.code
    join archive.holding h on h.owner = p.key and h.confidentiality is distinct from 3
        and not coalesce(case when (select o.confidentiality from archive.dossier o where o.id = h.owner) = 3
            then (select d.dossier = h.owner from archive.document d where d.id = h.document) end, false)
    join archive.kind k on k.id = h.kind
group by p.code, k.name
