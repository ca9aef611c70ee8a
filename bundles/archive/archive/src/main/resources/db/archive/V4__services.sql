-- For which services an identity paper was scanned: for another one it is used with its person's yes alone.
alter table holding add column services text[] not null default '{}';
-- What was scanned before is known by the cases that it was scanned for; where that is not known any more, it needs the yes.
do $$
begin
    if to_regclass('cases.case_file') is not null then
        execute 'update archive.holding h set services = s.services from (select u.owner, u.paper_kind, u.sha256,'
            || ' array_agg(distinct c.service) as services from archive.upload u join cases.case_file c on c.id = u.case_id'
            || ' group by u.owner, u.paper_kind, u.sha256) s'
            || ' where s.owner = h.owner and s.paper_kind = h.paper_kind and s.sha256 = h.sha256';
    end if;
end $$;
