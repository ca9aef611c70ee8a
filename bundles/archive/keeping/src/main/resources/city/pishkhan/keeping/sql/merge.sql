-- Determines the fate of each row of a step: m merged, d duplicate, c conflict, r rejected; then writes the merged rows. Statements end
-- with a line ";". Only one import runs at a time, so nothing else is imported between reading and writing.
insert into archive.provenance (source, scanner, operator)
select distinct source, scanner, operator from incoming i
where not exists (select from archive.provenance p where (p.source, p.scanner, p.operator) = (i.source, i.scanner, i.operator))
on conflict do nothing
;
analyze incoming
;
create temporary table if not exists judged (
    like incoming, owner_key bigint, prefix bigint, kind_id smallint, dossier_id bigint, document_id bigint, fate "char", field text
) on commit delete rows
;
insert into judged
with owners as materialized (
    select owner as name, case when of_person then archive.key_of(decode(owner, 'hex')) else archive.key_of_property(owner) end as owner_key
    from (select distinct owner, of_person from incoming) o
),
given as (
    select i.*, k.id as kind_id, o.owner_key, archive.prefix(i.sha256) as prefix
    from incoming i join owners o on o.name = i.owner left join archive.kind k on k.name = i.kind
),
found as (
    select g.*, d.id as dossier_id, o.id as document_id, o.kind as there_kind, o.dated as there_dated
    from given g left join archive.dossier d on d.owner = g.owner_key and d.number = g.dossier
        left join archive.document o on o.dossier = d.id and o.number = g.document
),
owned as materialized (
    select o.owner_key, h.kind, h.document, s.content, s.page
    from owners o join archive.holding h on h.owner = o.owner_key
        join archive.sheet s on s.document = h.document and s.status < 3
),
elsewhere as (select owner_key, kind, content, min(document) as low, max(document) as high from owned group by 1, 2, 3),
first as (
    select f.*,
        first_value(f.kind_id) over pages as first_kind, first_value(f.dated) over pages as first_dated,
        first_value(f.line) over page as page_line, first_value(f.sha256) over page as page_sha256,
        w.content as page_content,
        coalesce(e.low is distinct from f.document_id or e.high is distinct from f.document_id, false) and e.low is not null as elsewhere
    from found f
        left join owned w on w.owner_key = f.owner_key and w.document = f.document_id and w.page = f.page
        left join elsewhere e on e.owner_key = f.owner_key and e.kind = f.kind_id and e.content = f.prefix
    window pages as (partition by f.owner_key, f.dossier, f.document order by f.line),
        page as (partition by f.owner_key, f.dossier, f.document, f.page order by f.line)
),
judged as (
    select f.*, case
        when exists (select from archive.property p where not of_person and p.key = owner_key and p.code <> owner)
            or exists (select from archive.person p where of_person and p.key = owner_key and encode(p.digest, 'hex') <> owner)
            then 'r owner'
        when exists (select from archive.content c where not of_person and c.person is null
                and archive.prefix(c.sha256) = f.prefix and c.sha256 <> f.sha256)
            or exists (select from archive.content c where of_person and c.person = owner_key
                and archive.prefix(c.sha256) = f.prefix and c.sha256 <> f.sha256) then 'r sha256'
        when coalesce(there_kind, first_kind) <> kind_id then 'c kind'
        when document_id is not null and there_dated is distinct from dated or first_dated is distinct from dated then 'c date'
        when coalesce(page_content, prefix) <> prefix or page_sha256 <> sha256 then 'c sha256'
        when page_content is not null or page_line < line or elsewhere then 'd'
        else 'm' end as verdict
    from first f
)
select line, owner, of_person, dossier, dossier_title, opened, document, kind, dated, title, notes, page, sha256, size, media, volume, volume_page,
    source, scanner, operator, confidentiality, retained_until, stored, content_key, owner_key, prefix, kind_id, dossier_id, document_id,
    case when verdict = 'm' and first_value(dossier || chr(31) || document) over same <> dossier || chr(31) || document then 'd'
        else left(verdict, 1) end::"char", substr(verdict, 3)
from judged j
window same as (partition by owner_key, kind_id, sha256, verdict order by line)
;
insert into archive.property (key, district, code)
select distinct owner_key, split_part(owner, '-', 1)::smallint, owner from judged where fate = 'm' and not of_person order by 1 on conflict do nothing
;
insert into archive.person (key, digest)
select distinct owner_key, decode(owner, 'hex') from judged where fate = 'm' and of_person order by 1 on conflict do nothing
;
insert into archive.dossier (id, owner, opened, provenance, number, title)
select nextval('archive.number'), owner_key, opened, p.id, dossier, nullif(dossier_title, '')
from (select distinct on (owner_key, dossier) * from judged where fate = 'm' and dossier_id is null order by owner_key, dossier, line) j
    join archive.provenance p on (p.source, p.scanner, p.operator) = (j.source, j.scanner, j.operator)
;
insert into archive.document (id, dossier, at, dated, retained_until, volume, page, kind, provenance, district, confidentiality, number, title, notes)
select nextval('archive.number'), d.id, coalesce(j.dated, j.opened, date '1970-01-01'), j.dated, j.retained_until, j.volume, j.volume_page, j.kind_id,
    p.id, case when j.of_person then null else split_part(j.owner, '-', 1)::smallint end, j.confidentiality, j.document, nullif(j.title, ''), nullif(j.notes, '')
from (select distinct on (owner_key, dossier, document) * from judged where fate = 'm' and document_id is null order by owner_key, dossier, document, line) j
    join archive.dossier d on d.owner = j.owner_key and d.number = j.dossier
    join archive.provenance p on (p.source, p.scanner, p.operator) = (j.source, j.scanner, j.operator)
;
insert into archive.content (person, size, media, sha256, stored, key)
select distinct on (sha256, person) case when of_person then owner_key end as person, size, media, sha256, stored, content_key from judged where fate = 'm'
on conflict do nothing
;
with merged as (
    select j.owner_key, o.id, o.at, o.kind, j.prefix, j.page, j.of_person, j.line,
        nullif(greatest(d.confidentiality, o.confidentiality), 0::smallint) as level from judged j
        join archive.dossier d on d.owner = j.owner_key and d.number = j.dossier
        join archive.document o on o.dossier = d.id and o.number = j.document
    where j.fate = 'm'
),
sheets as (insert into archive.sheet (document, content, page) select id, prefix, page from merged order by line),
texts as (
    insert into archive.text_due (document, content) select distinct id, prefix from merged
    where not of_person and exists (select from archive.recognition where since is not null) on conflict do nothing
)
insert into archive.holding (owner, document, at, kind, services, confidentiality)
select distinct owner_key, id, at, kind, case when of_person then '{}'::text[] end, level from merged order by 1, 2 on conflict do nothing
