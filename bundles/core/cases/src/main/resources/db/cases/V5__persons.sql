-- Personal values are sealed: those of a person with the person's key, people's words in a case with the case's. An empty value is one that
-- was erased. What stood here in the clear is sealed when a hub starts (ClearRows) and null from then on.
alter table person rename column national_id to clear_national_id;
alter table person alter column clear_national_id drop not null;
alter table person
    add column national_id bytea,
    -- keyed, by which a national ID is found again; null once erased
    add column digest text unique,
    add column erased timestamptz;

alter table applicant rename column name to clear_name;
alter table applicant rename column mobile to clear_mobile;
alter table applicant alter column clear_name drop not null;
alter table applicant add column name bytea, add column mobile bytea;
create index applicant_person on applicant (person);

alter table case_file rename column note to clear_note;
alter table case_file rename column salt to clear_salt;
alter table case_file alter column clear_salt drop not null;
alter table case_file add column note bytea, add column salt bytea;

alter table paper rename column name to clear_name;
alter table paper alter column clear_name drop not null;
alter table paper add column name bytea;

alter table inquiry rename column attachments to clear_attachments;
alter table inquiry rename column answer to clear_answer;
alter table inquiry alter column clear_attachments drop not null;
alter table inquiry
    add column attachments bytea,
    add column answer bytea,
    -- how many sheets go with it
    add column sheets int not null default 0;
update inquiry set sheets = jsonb_array_length(clear_attachments);

alter table glass rename column reason to clear_reason;
alter table glass alter column clear_reason drop not null;
alter table glass add column reason bytea;
