-- Answers of sources about a property. For each sheet: whether the archive already has it, and whether it must not be accepted, because it
-- is recalled or in quarantine.
select a.source, a.answered, a.silent, s.id, s.document, s.kind, s.page, s.dated, s.title, s.size, s.media, s.sha256,
    s.id is not null and exists (select from archive.holding h join archive.sheet x on x.document = h.document and x.content = archive.prefix(s.sha256)
        and x.status < 3 where h.owner = archive.key_of_property(a.property)) as held,
    s.id is not null and (exists (select from archive.quarantine q where q.sha256 = s.sha256 and q.state <> 'r')
        or exists (select from archive.document d where d.status = 3
            and d.id in (archive.key_of_sourced(a.source, s.document), archive.key_of_scan(a.property, s.kind, s.sha256)))
        or exists (select from archive.sheet x where x.document = archive.key_of_sourced(a.source, s.document)
            and x.content = archive.prefix(s.sha256) and x.status = 3)) as barred
from archive.source_answer a left join archive.source_sheet s on s.property = a.property and s.source = a.source
where a.property = :property
