-- Sheets of these owners in a paper file, without recalled and quarantined ones.
with {asked}
select c.sha256, k.name as paper_kind, a.name as owner, c.media, c.size
from archive.paper_file f join asked a on true
    join archive.holding h on h.owner = a.key and h.document = f.document
    join archive.sheet s on s.document = h.document and s.status < 3
    join archive.kind k on k.id = h.kind
    join lateral (
        select sha256, media, size from archive.content
        where a.person is null and person is null and archive.prefix(sha256) = s.content
        union all
        select sha256, media, size from archive.content where person = a.person and archive.prefix(sha256) = s.content) c on true
where f.number = :number and not exists (select from archive.quarantine q where q.sha256 = c.sha256 and q.state <> 'r')
order by k.name, h.at, h.document, s.page
limit :limit
