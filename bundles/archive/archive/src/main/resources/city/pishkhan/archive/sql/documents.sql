-- Documents of a property after a given one, without those for the records authority only. A document that was scanned into such a dossier
-- later is excluded only by the dossier, whose key is the owner's.
select h.document, h.kind, h.at from archive.holding h
where h.owner = archive.key_of_property(:property) and h.document > :after
    and h.confidentiality is distinct from 3 and not coalesce(case when (select o.confidentiality from archive.dossier o where o.id = h.owner) = 3
        then (select d.dossier = h.owner from archive.document d where d.id = h.document) end, false)
    and exists (select from archive.property p where p.key = h.owner and p.code = :property)
order by h.document limit :limit
