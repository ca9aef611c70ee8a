-- A case, its inquiries and its contents in one journey: the row of the case first, then those of its inquiries, then its people and papers.
-- Each query has a snapshot of its own: what is read behind the lock must be what was committed while it was waited for, which in one
-- statement it would not be.
create type content as (
    position    int,
    kind        text,
    sha256      text,
    source      text,
    name        bytea,
    media_type  text,
    size        bigint,
    -- null of a paper
    person      uuid,
    national_id bytea,
    mobile      bytea
);

create function whole(one uuid, locked boolean, asked boolean, contents boolean)
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
    -- those who carry an inquiry change it without its case's lock
    if asked and locked then
        return query select null::cases.case_file, q, null::cases.content from cases.inquiry q where q.case_id = one
            order by q.id for no key update;
    elsif asked then
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
