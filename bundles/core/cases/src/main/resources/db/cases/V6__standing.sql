-- why the case may not come to its end: the code of the refusal that its office would hear, and its words in both languages
alter table case_file add column held text;
alter table case_file add column held_en text;
alter table case_file add column held_fa text;
alter table case_file add column held_since timestamptz;
create index case_held on case_file (office, service) where held is not null;

-- the office that opened a case which another has now
alter table case_file add column first_office text;
create index case_first_office on case_file (first_office, service, opened) where first_office is not null;

-- number of the granted special request on whose ground it was opened; each is used once
alter table case_file add column special_request text unique;

-- cases that move from one office to another, as the institute ordered
create table handover (
    id          uuid        primary key,
    from_office text        not null,
    to_office   text        not null,
    -- null for all that are open
    numbers     text[],
    reason      text        not null,
    -- opens the commitment to the reason in the journal
    salt        text        not null,
    by          text        not null,
    begun       timestamptz not null,
    moved       int         not null default 0,
    ended       timestamptz
);
create index handover_running on handover (id) where ended is null;

-- what stayed where it was, and why
create table handover_left (
    handover uuid not null references handover,
    case_id  uuid not null references case_file (id),
    code     text not null,
    primary key (handover, case_id)
);
