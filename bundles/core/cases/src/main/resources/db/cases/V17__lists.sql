-- What waits, or was refused, is a small part of an office's or a district's cases, and is looked for all day.
create index case_office_state on case_file (office, state, id desc) where state <> 'APPROVED';
create index case_district_state on case_file (district, state, id desc) where state <> 'APPROVED';
