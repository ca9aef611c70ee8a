-- A case that moved is worked on by two offices, and each is owed its own.
alter table office_fee drop constraint office_fee_case_id_code_key;
alter table office_fee add unique (case_id, office, code);
