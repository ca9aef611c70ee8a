-- As before, but of the inquiries only those are locked that somebody may change without the case's lock: those that still wait. Each lock of
-- a row is written ahead and makes its page another one.
create or replace function whole(one uuid, locked boolean, asked boolean, contents boolean)
    returns table (c cases.case_file, i cases.inquiry, t cases.content) language plpgsql volatile as $$
begin
    if locked then
        return query select f, null::cases.inquiry, null::cases.content from cases.case_file f where f.id = one for no key update;
    else
        return query select f, null::cases.inquiry, null::cases.content from cases.case_file f where f.id = one;
    end if;
    if not found then
        return;
    end if;
    if asked and locked then
        -- in their order, as those lock them who carry several
        perform from cases.inquiry q where q.case_id = one and q.state in ('QUEUED', 'DISPATCHED', 'DELIVERED')
            order by q.id for no key update;
    end if;
    if asked then
        return query select null::cases.case_file, q, null::cases.content from cases.inquiry q where q.case_id = one order by q.id;
    end if;
    if contents then
        return query select null::cases.case_file, null::cases.inquiry,
                row (a.position, a.role, null, null, a.name, null, 0, a.person, p.national_id, a.mobile)::cases.content
            from cases.applicant a join cases.person p on p.id = a.person where a.case_id = one order by a.position;
        return query select null::cases.case_file, null::cases.inquiry,
                row (s.revision, s.kind, s.sha256, s.source, s.name, s.media_type, s.size, null, null, null)::cases.content
            from cases.paper s where s.case_id = one;
    end if;
end $$;
