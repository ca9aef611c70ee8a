-- What many properties have of each kind, once for all: by the index of holdings alone.
select p.code, k.name as kind, max(h.at) as newest
from unnest(:properties::text[]) a (code)
    join archive.property p on p.key = archive.key_of_property(a.code) and p.code = a.code
    join archive.holding h on h.owner = p.key
    join archive.kind k on k.id = h.kind
group by p.code, k.name
