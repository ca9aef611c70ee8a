-- The newest document of these owners that contains a sheet, and all its sheets by page.
with {asked},
found as (
    select h.document, a.key, a.person, a.name
    from asked a join archive.holding h on h.owner = a.key
        join archive.kind k on k.id = h.kind and k.name = :kind
        join archive.sheet s on s.document = h.document and s.content = archive.prefix(:sha256) and s.status < 3
    where exists (select from archive.content c
            where a.person is null and c.person is null and archive.prefix(c.sha256) = s.content and c.sha256 = :sha256)
        or exists (select from archive.content c
            where c.person = a.person and archive.prefix(c.sha256) = s.content and c.sha256 = :sha256)
    order by h.at desc, h.document limit 1
)
select f.document, f.key, case when f.person is not null then f.name end as person, c.sha256
from found f join archive.sheet s on s.document = f.document and s.status < 3
    join lateral (
        select sha256 from archive.content where f.person is null and person is null and archive.prefix(sha256) = s.content
        union all
        select sha256 from archive.content where person = f.person and archive.prefix(sha256) = s.content) c on true
order by s.page, c.sha256
