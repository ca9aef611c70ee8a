-- Which documents a property has, by an index alone; from one of them on.
select h.document, h.kind, h.at from archive.holding h
where h.owner = archive.key_of_property(:property) and h.document > :after
    and exists (select from archive.property p where p.key = h.owner and p.code = :property)
order by h.document limit :limit
