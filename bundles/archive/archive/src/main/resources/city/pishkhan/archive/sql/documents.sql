-- Which documents a property has, from one of them on; without those that the records authority keeps to itself. What was scanned
-- into its dossier since then says so in the dossier alone, whose number is the owner's.
select h.document, h.kind, h.at from archive.holding h
where h.owner = archive.key_of_property(:property) and h.document > :after
    and h.confidentiality is distinct from 3 and not coalesce(case when (select o.confidentiality from archive.dossier o where o.id = h.owner) = 3
        then (select d.dossier = h.owner from archive.document d where d.id = h.document) end, false)
    and exists (select from archive.property p where p.key = h.owner and p.code = :property)
order by h.document limit :limit
