-- Is another after every change: a node whose view is of another reads anew. Whoever changes something holds this row, so changes follow one another.
create table revision (
    id uuid not null
);
insert into revision values (gen_random_uuid());

create table office (
    code       text        primary key check (code ~ '^[0-9]{1,6}$'),
    name       text        not null,
    district   int         not null check (district between 1 and 22),
    applied    timestamptz not null default now(),
    applied_by text        not null
);

-- the newest of an office counts
create table contract (
    id          int generated always as identity primary key,
    office      text        not null references office,
    number      text        not null,
    valid_from  date        not null,
    valid_until date        not null check (valid_until >= valid_from),
    signed      timestamptz not null default now(),
    by          text        not null
);

-- the newest of an office, a service and an expert counts
create table qualification (
    seq         int generated always as identity primary key,
    id          uuid        not null unique,
    office      text        not null references office,
    service     text        not null,
    expert      text        not null,
    expert_name text        not null,
    valid_from  date        not null,
    valid_until date        not null check (valid_until >= valid_from),
    recorded    timestamptz not null default now(),
    by          text        not null
);

create table decision (
    id         uuid        primary key,
    number     text        unique,
    kind       text        not null check (kind in ('EXPOSE', 'WITHDRAW', 'RULES', 'SPECIAL_REQUEST', 'SANCTION')),
    state      text        not null check (state in ('draft', 'adopted', 'rejected')),
    committee  text        not null,
    title      text        not null,
    clause     text        not null,
    reason     text        not null,
    -- its day in Tehran, and the instant at which that day began or the signature was given
    effective  date        not null,
    in_force   timestamptz,
    terms      text        not null,
    quorum     int         not null,
    seats      text[]      not null,
    drafted_by text        not null,
    drafted    timestamptz not null,
    signed_by  text,
    signed     timestamptz,
    digest     text,
    -- opens the commitment to its words in the journal
    salt       text        not null,
    check ((state = 'draft') = (signed is null)),
    check ((state = 'adopted') = (in_force is not null))
);
create index decision_newest on decision (id desc);

create table vote (
    decision uuid        not null references decision,
    seat     text        not null,
    member   text        not null,
    voice    text        not null check (voice in ('yes', 'no', 'abstain', 'recused')),
    reason   text,
    at       timestamptz not null,
    primary key (decision, seat)
);

create function immutable() returns trigger language plpgsql as $$
begin
    raise exception '% is never changed', tg_table_name;
end $$;

create function signed_is_immutable() returns trigger language plpgsql as $$
begin
    if old.state <> 'draft' then
        raise exception 'a signed decision is never changed';
    end if;
    return new;
end $$;

create function vote_before_signature() returns trigger language plpgsql as $$
begin
    if (select state from catalogue.decision where id = new.decision) <> 'draft' then
        raise exception 'the vote is closed';
    end if;
    return new;
end $$;

create trigger immutable before update or delete or truncate on office for each statement execute function immutable();
create trigger immutable before update or delete or truncate on contract for each statement execute function immutable();
create trigger immutable before update or delete or truncate on qualification for each statement execute function immutable();
create trigger immutable before update or delete or truncate on vote for each statement execute function immutable();
create trigger immutable before delete or truncate on decision for each statement execute function immutable();
create trigger signed_is_immutable before update on decision for each row execute function signed_is_immutable();
create trigger vote_before_signature before insert on vote for each row execute function vote_before_signature();
