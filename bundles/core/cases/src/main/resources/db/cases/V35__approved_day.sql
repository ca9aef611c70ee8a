-- The latest approvals of an office: those of today, and the usual time of a service.
create index case_office_approved on case_file (office, ended desc) where state = 'APPROVED';
