-- the office that handled the case when it was billed; null on bills of before
alter table bill add column office text;

-- One thing that happened to the city's money; its postings sum to zero.
create table ledger_entry (
    id      uuid        primary key,
    at      timestamptz not null,
    -- receipt, owed (taken, but it pays no bill), found (the bank settled what no attempt of ours stands for), refund, correction
    kind    text        not null,
    -- what it is about: an attempt, a refund, a line of a settlement file
    subject uuid        not null,
    -- booked once, however often somebody comes to it
    unique (kind, subject)
);
create index ledger_entry_at on ledger_entry (at);

-- Rial; what came in is positive on the account where it lies, and negative on the account that says whose it is.
create table posting (
    id       bigint generated always as identity primary key,
    entry    uuid   not null references ledger_entry (id),
    -- bank:<gateway>:<terminal>, income:<duty>, rounding, refunds, unexplained:<gateway>
    account  text   not null,
    amount   bigint not null check (amount <> 0),
    gateway  text   not null,
    service  text,
    district int,
    office   text
);
create index posting_entry on posting (entry);
create index posting_account on posting (account);

-- What was said in the same transaction is looked at as one, at its end.
create function ledger_balance() returns trigger language plpgsql as $$
declare
    off bigint;
begin
    select sum(amount) into off from payments.posting where entry = new.entry;
    if off <> 0 then
        raise exception 'ledger entry % is out of balance by % rial', new.entry, off using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger posting_balance after insert on posting deferrable initially deferred
    for each row execute function ledger_balance();

-- What was booked stays; a mistake is corrected by another entry.
create function ledger_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'what is booked stays booked' using errcode = 'integrity_constraint_violation';
end $$;
create trigger posting_final before update or delete on posting for each row execute function ledger_is_final();
create trigger ledger_entry_final before update or delete on ledger_entry for each row execute function ledger_is_final();
