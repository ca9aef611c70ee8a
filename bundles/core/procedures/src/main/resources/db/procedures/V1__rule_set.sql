-- Every rule set that was ever in force, whole: a case keeps the one under which it was opened for as long as it lives.
create table rule_set (
    hash   text primary key check (hash ~ '^[0-9a-f]{64}$'),
    number int  not null unique check (number > 0)
);

create table rule_file (
    hash    text  not null references rule_set,
    name    text  not null,
    content bytea not null,
    primary key (hash, name)
);

-- Who put which rule set in force and why; the newest counts. The salt opens the commitment to the reason in the journal.
create table activation (
    id     int generated always as identity primary key,
    hash   text        not null references rule_set,
    at     timestamptz not null default now(),
    by     text        not null,
    reason text        not null,
    salt   text        not null
);

create function immutable() returns trigger language plpgsql as $$
begin
    raise exception 'rule sets and their activations are never changed';
end $$;

create trigger immutable before update or delete or truncate on rule_set for each statement execute function immutable();
create trigger immutable before update or delete or truncate on rule_file for each statement execute function immutable();
create trigger immutable before update or delete or truncate on activation for each statement execute function immutable();
