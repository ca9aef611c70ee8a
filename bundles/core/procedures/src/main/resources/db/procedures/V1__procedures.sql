-- Rule sets that were ever in force. A case keeps the rule set under which it was opened.
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

-- Rule sets by the time from which they are in force. The activation with the latest effective time counts.
create table activation (
    id        int         generated always as identity primary key,
    hash      text        not null references rule_set,
    at        timestamptz not null default now(),
    by        text        not null,
    effective timestamptz not null default now(),
    -- number of the committee's decision
    decision  text        unique
);
create index activation_effective on activation (effective desc, id desc);

create function immutable() returns trigger language plpgsql as $$
begin
    raise exception 'rule sets and their activations are never changed';
end $$;

create trigger immutable before update or delete or truncate on rule_set for each statement execute function immutable();
create trigger immutable before update or delete or truncate on rule_file for each statement execute function immutable();
create trigger immutable before update or delete or truncate on activation for each statement execute function immutable();
