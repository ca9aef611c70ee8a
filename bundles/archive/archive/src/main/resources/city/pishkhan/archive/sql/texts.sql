-- The first documents with a sheet whose recognized text contains all words, in physical order, after a given row. Only open documents,
-- each once, and none that is found by its title. Nothing is joined to the table of words, because a join would change the order.
select t.document as id, t.ctid::text as place from archive.sheet_text t
where t.words @@ :words::tsquery and t.words is not null and t.ctid > :after::tid
    and coalesce((select not coalesce((to_tsvector('simple'::regconfig, d.title)
            || array_to_tsvector(array['kind=' || d.kind, 'district=' || coalesce(d.district, 0)])) @@ :words::tsquery, false)
        from archive.document d join archive.dossier o on o.id = d.dossier
            join archive.sheet s on s.document = d.id and s.content = t.content and s.status < 3
        where d.id = t.document and d.confidentiality = 0 and o.confidentiality = 0 limit 1), false)
    and (select true from archive.sheet_text e join archive.sheet s on s.document = e.document and s.content = e.content and s.status < 3
        where e.document = t.document and e.ctid < t.ctid and e.words @@ :words::tsquery limit 1) is null
limit :limit
