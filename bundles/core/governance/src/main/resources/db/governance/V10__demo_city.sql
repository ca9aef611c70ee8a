-- That this city began as a demo city: only there may rules come in force at once. It is written before the first decision or never.
create table demo_city (
    since timestamptz not null default now(),
    one   boolean     primary key default true check (one)
);
