-- Facts that the vocabulary calls personal are sealed with the case's key, and empty once one of its people is erased; facts has the rest.
alter table case_file add column personal_facts bytea;
alter table inquiry add column personal_facts bytea;

-- Facts that became personal, since when, and when those of cases of before were sealed.
create table personal_fact (
    name   text        primary key,
    since  timestamptz not null,
    sealed timestamptz
);
