-- By whose right the archive opens for a case: positions of the applicants who are the property's owners, all of them, or the municipality. Cases that
-- were open before keep what they could.
alter table case_file add column archive_right text;
update case_file set archive_right = case customer when 'municipality' then 'municipality' else 'all' end
    where state in ('OPEN', 'WAITING');
