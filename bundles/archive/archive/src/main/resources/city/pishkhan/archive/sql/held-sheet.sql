-- One sheet, if the purpose permits access to it. The lock prevents the destruction of its document until the transaction ends.
with {asked}
select c.sha256, k.name as paper_kind, a.name as owner, c.media, c.size
from asked a join archive.holding h on h.owner = a.key
    join archive.sheet s on s.document = h.document and s.content = archive.prefix(:sha256) and s.status < 3
    join archive.kind k on k.id = h.kind
    join archive.document d on d.id = h.document
    join lateral (
        select sha256, media, size from archive.content
        where a.person is null and person is null and archive.prefix(sha256) = s.content
        union all
        select sha256, media, size from archive.content where person = a.person and archive.prefix(sha256) = s.content) c on true
where (a.open or :service = any(h.services)) and c.sha256 = :sha256
    and (coalesce(h.confidentiality, 0) = 0 or h.confidentiality = 1 and a.yes)
order by h.at desc limit 1
for key share of d
