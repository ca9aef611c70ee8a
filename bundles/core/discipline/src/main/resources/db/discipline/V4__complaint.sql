-- the word of the contracts: what was called matter is a complaint
alter table matter rename to complaint;
alter table complaint rename constraint matter_pkey to complaint_pkey;
alter table complaint rename constraint matter_code_key to complaint_code_key;
alter table complaint rename constraint matter_state_check to complaint_state_check;
alter table complaint rename constraint matter_party_kind_check to complaint_party_kind_check;
alter table complaint rename constraint matter_check to complaint_check;
alter table complaint rename constraint matter_check1 to complaint_check1;
alter index matter_signal rename to complaint_signal;
alter index matter_party rename to complaint_party;
alter index matter_deciding rename to complaint_deciding;

alter table proposal rename column matter to complaint;
alter table proposal rename constraint proposal_matter_fkey to proposal_complaint_fkey;
alter table proposal drop constraint proposal_course_check;
update proposal set course = 'complaint' where course = 'matter';
alter table proposal alter column course set default 'complaint';
alter table proposal add constraint proposal_course_check check (course in ('complaint', 'urgent', 'lifting'));

alter table appeal rename column matter to complaint;
alter table appeal rename constraint appeal_matter_fkey to appeal_complaint_fkey;
alter index appeal_matter rename to appeal_complaint;
