-- Available papers by kind: the sheets of the newest document of the property, and of each person's identity papers of this service (of all
-- services with the person's consent). Up to 50 sheets of a document. A newest document that is not open to the case hides older ones,
-- because they are outdated.
-- One row without a sheet for each person: the person's key in the vault.
with {asked},
newest as (
    select distinct on (a.key, h.kind) a.name, a.person, h.kind, h.document, coalesce(h.confidentiality, 0) = 0 or h.confidentiality = 1 and a.yes as shown
    from asked a join archive.holding h on h.owner = a.key
    where a.open or :service = any(h.services)
    order by a.key, h.kind, h.at desc, h.document
)
select sha256, paper_kind, owner, media, size, attested, vault from (
select c.sha256, k.name as paper_kind, n.name as owner, c.media, c.size, s.status in (1, 2) as attested, null::uuid as vault,
    n.person, s.page
from newest n join archive.kind k on k.id = n.kind
    join archive.sheet s on s.document = n.document and s.status < 3 and s.page <= 50
    join lateral (
        select sha256, media, size from archive.content
        where n.person is null and person is null and archive.prefix(sha256) = s.content
        union all
        select sha256, media, size from archive.content where person = n.person and archive.prefix(sha256) = s.content) c on true
where n.shown
    union all
    select null, null, name, null, null, null, vault, person, 0 from asked where person is not null) found
order by person, owner, paper_kind, page
