-- Plates of vehicles that were not theirs, by who named them at home: whoever names too many in a day waits.
create table home_try (
    person uuid        not null,
    at     timestamptz not null default now()
);
create index home_try_person on home_try (person, at);
