-- Experts are persons: who they are, what they are licensed for, where they work. Nothing is changed; the newest entry counts.
create table expert (
    id      uuid        primary key,
    -- keyed digest of the national ID, as logins carry it
    person  text        not null,
    entered timestamptz not null default now(),
    by      text        not null
);
create index expert_person on expert (person);

create table expert_entry (
    seq           int generated always as identity primary key,
    expert        uuid        not null references expert,
    name          text        not null,
    login         text        not null,
    disciplines   text[]      not null,
    licence       text        not null,
    licence_from  date        not null,
    licence_until date        not null check (licence_until >= licence_from),
    office        text        not null references office,
    second_office text        references office check (second_office <> office),
    -- days of the week on which the expert is at the second office, and not at the first
    second_days   text[]      not null default '{}',
    deputy        uuid        references expert check (deputy <> expert),
    recorded      timestamptz not null default now(),
    by            text        not null,
    check ((second_office is null) = (second_days = '{}'))
);
create index expert_entry_newest on expert_entry (expert, seq desc);

-- the newest of an expert and a first day counts; without a last day that leave was taken back
create table expert_leave (
    seq       int generated always as identity primary key,
    expert    uuid        not null references expert,
    first_day date        not null,
    last_day  date        check (last_day >= first_day),
    recorded  timestamptz not null default now(),
    by        text        not null
);
create index expert_leave_newest on expert_leave (expert, first_day, seq desc);

create table expert_end (
    expert uuid        primary key references expert,
    reason text        not null,
    ended  timestamptz not null default now(),
    by     text        not null
);

create trigger immutable before update or delete or truncate on expert for each statement execute function immutable();
create trigger immutable before update or delete or truncate on expert_entry for each statement execute function immutable();
create trigger immutable before update or delete or truncate on expert_leave for each statement execute function immutable();
create trigger immutable before update or delete or truncate on expert_end for each statement execute function immutable();

-- Qualifications of before name somebody by a text. From this day on they count for a while only, unless that somebody is in the register.
alter table qualification add column registered uuid references expert;
alter table qualification add column noted date default (now() at time zone 'Asia/Tehran')::date;
alter table qualification alter column noted drop default;

-- that an office was told of one, once
create table qualification_notice (
    qualification uuid        primary key references qualification (id),
    told          timestamptz not null default now()
);
create trigger immutable before update or delete or truncate on qualification_notice for each statement execute function immutable();
