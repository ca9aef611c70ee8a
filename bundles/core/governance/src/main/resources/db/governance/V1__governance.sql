-- Changes with every change of this schema: a node that has another revision reads again. A change locks this row, so changes happen one
-- after the other.
create table revision (
    id uuid not null
);
insert into revision values (gen_random_uuid());

-- Locks the register until the end of the transaction, and returns the revision. Every opening of a case needs the register unchanged. A
-- shared lock in memory is cheaper than locking the row, which would write it. The query is a statement of its own, because it must see
-- what was committed while the lock was awaited.
create function steady() returns uuid language plpgsql volatile as $$
begin
    perform pg_advisory_xact_lock_shared(hashtext('governance.revision'));
    return (select id from governance.revision);
end $$;

create table office (
    code       text        primary key check (code ~ '^[0-9]{1,6}$'),
    name       text        not null,
    district   int         not null check (district between 1 and 22),
    applied    timestamptz not null default now(),
    applied_by text        not null
);

-- Contracts of offices; the newest of an office counts.
create table contract (
    id          int         generated always as identity primary key,
    office      text        not null references office,
    number      text        not null,
    valid_from  date        not null,
    valid_until date        not null,
    signed      timestamptz not null default now(),
    by          text        not null,
    check (valid_until >= valid_from)
);

-- Experts are persons with licences who work at offices. Entries never change; the newest counts.
create table expert (
    id      uuid        primary key,
    -- keyed digest of the national ID, as in logins
    person  text        not null,
    entered timestamptz not null default now(),
    by      text        not null
);
create index expert_person on expert (person);

create table expert_entry (
    seq           int         generated always as identity primary key,
    expert        uuid        not null references expert,
    name          text        not null,
    login         text        not null,
    disciplines   text[]      not null,
    licence       text        not null,
    licence_from  date        not null,
    licence_until date        not null,
    office        text        not null references office,
    second_office text        references office,
    -- days of the week on which the expert is at the second office, and not at the first
    second_days   text[]      not null default '{}',
    deputy        uuid        references expert,
    recorded      timestamptz not null default now(),
    by            text        not null,
    check (licence_until >= licence_from),
    check (second_office <> office),
    check (deputy <> expert),
    check ((second_office is null) = (second_days = '{}'))
);
create index expert_entry_newest on expert_entry (expert, seq desc);

-- Leaves of experts. The newest of an expert and a first day counts; without a last day the leave was cancelled.
create table expert_leave (
    seq       int         generated always as identity primary key,
    expert    uuid        not null references expert,
    first_day date        not null,
    last_day  date,
    recorded  timestamptz not null default now(),
    by        text        not null,
    check (last_day >= first_day)
);
create index expert_leave_newest on expert_leave (expert, first_day, seq desc);

-- Experts who left the register.
create table expert_end (
    expert uuid        primary key references expert,
    reason text        not null,
    ended  timestamptz not null default now(),
    by     text        not null
);

-- Qualifications of experts; the newest of an office, a service and an expert counts.
create table qualification (
    seq         int         generated always as identity primary key,
    id          uuid        not null unique,
    office      text        not null references office,
    service     text        not null,
    expert      text        not null,
    expert_name text        not null,
    valid_from  date        not null,
    valid_until date        not null,
    recorded    timestamptz not null default now(),
    by          text        not null,
    -- entry of the expert in the register; null for an expert without one
    registered  uuid        references expert,
    -- first of the 60 days for which a qualification without a registered expert is valid
    noted       date,
    check (valid_until >= valid_from)
);

-- Offices that were notified of a qualification, once.
create table qualification_notice (
    qualification uuid        primary key references qualification (id),
    notified_at   timestamptz not null default now()
);

-- Decisions of committees.
create table decision (
    id             uuid        primary key,
    number         text        unique,
    kind           text        not null check (kind in ('EXPOSE', 'WITHDRAW', 'RULES', 'SPECIAL_REQUEST', 'SANCTION', 'APPEAL')),
    state          text        not null check (state in ('draft', 'adopted', 'rejected')),
    committee      text        not null,
    title          text        not null,
    clause         text        not null,
    reason         text        not null,
    -- its day in Tehran, and the time at which that day began or the signature was given
    effective      date        not null,
    in_force       timestamptz,
    terms          text        not null,
    quorum         int         not null,
    seats          text[]      not null,
    drafted_by     text        not null,
    drafted        timestamptz not null,
    signed_by      text,
    signed         timestamptz,
    digest         text,
    -- opens the commitment to its words in the journal
    salt           text        not null,
    -- keyed digest of the drafter's person, because a person must not draft with one login and sign with another; empty if unknown
    drafted_person text        not null default '',
    check ((state = 'draft') = (signed is null)),
    check ((state = 'adopted') = (in_force is not null))
);
create index decision_newest on decision (id desc);

-- Votes of seats on a decision.
create table vote (
    decision uuid        not null references decision,
    seat     text        not null,
    member   text        not null,
    voice    text        not null check (voice in ('yes', 'no', 'abstain', 'recused')),
    reason   text,
    at       timestamptz not null,
    -- keyed digest of the voter's person, because a person must not vote for two seats with two logins; empty if unknown
    person   text        not null default '',
    primary key (decision, seat)
);

-- A sanctioned party may appeal once. Until the decision a sanction has no effect, unless it is urgent.
create table appeal (
    decision uuid        primary key references decision,
    filed    timestamptz not null,
    filed_by text        not null
);

-- Accepted composition of each committee: from the founding of the hub, or because two people approved it. If the committee's file names
-- other seats, these stay in force until that is approved.
create table accepted_committee (
    name     text        primary key,
    decides  text        not null,
    quorum   int         not null,
    seats    text        not null,
    at       timestamptz not null default now(),
    -- null for the founding
    approval uuid
);

-- Marks a demo city: only there may rules enter into force at once. It is written before the first decision or never.
create table demo_city (
    since timestamptz not null default now(),
    one   boolean     primary key default true check (one)
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
    if (select state from governance.decision where id = new.decision) <> 'draft' then
        raise exception 'the vote is closed';
    end if;
    return new;
end $$;

create trigger immutable before update or delete or truncate on office for each statement execute function immutable();
create trigger immutable before update or delete or truncate on contract for each statement execute function immutable();
create trigger immutable before update or delete or truncate on expert for each statement execute function immutable();
create trigger immutable before update or delete or truncate on expert_entry for each statement execute function immutable();
create trigger immutable before update or delete or truncate on expert_leave for each statement execute function immutable();
create trigger immutable before update or delete or truncate on expert_end for each statement execute function immutable();
create trigger immutable before update or delete or truncate on qualification for each statement execute function immutable();
create trigger immutable before update or delete or truncate on qualification_notice for each statement execute function immutable();
create trigger immutable before update or delete or truncate on vote for each statement execute function immutable();
create trigger immutable before update or delete or truncate on appeal for each statement execute function immutable();
create trigger immutable before delete or truncate on decision for each statement execute function immutable();
create trigger signed_is_immutable before update on decision for each row execute function signed_is_immutable();
create trigger vote_before_signature before insert on vote for each row execute function vote_before_signature();
