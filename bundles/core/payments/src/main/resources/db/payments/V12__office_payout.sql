-- How many percent of its fixed fee the office gets, as the rules of the case say; null on bills of before there were fees.
alter table bill add column office_share int check (office_share between 0 and 100);

-- What is paid out to an office: all that it was owed when the payout was made. IBAN and holder are sealed with a key of the payout.
create table payout (
    id        uuid        primary key,
    office    text        not null,
    amount    bigint      not null check (amount > 0),
    -- due; ordered once two of the treasury want it paid to the account; done with the bank's reference
    state     text        not null check (state in ('due', 'ordered', 'done')),
    created   timestamptz not null,
    -- the city's account at a bank from which it is paid
    gateway   text,
    terminal  text,
    iban      bytea,
    holder    bytea,
    masked    text,
    -- keyed digest of IBAN, holder and the city's account: what the second of the treasury agrees to
    account   text,
    ordered   timestamptz,
    reference text,
    done      timestamptz,
    check (state = 'due' or account is not null),
    check (account is null or gateway is not null and terminal is not null),
    check ((state = 'done') = (reference is not null))
);
-- what comes while one is due waits for the next
create unique index payout_due on payout (office) where state = 'due';
create index payout_open on payout (id) where state <> 'done';

-- A fee stays as it was written down: a correction is a row of its own, and may be negative.
alter table office_fee drop constraint office_fee_case_id_office_code_key;
alter table office_fee drop constraint office_fee_amount_check;
alter table office_fee add check (amount <> 0);
-- the payment, or the refund, that it is a share of; null for what the municipality itself ordered
alter table office_fee add column source uuid unique;
alter table office_fee add column payout uuid references payout (id);
create index office_fee_case on office_fee (case_id);
create index office_fee_unpaid on office_fee (office) where payout is null;
create index office_fee_payout on office_fee (payout);

-- A transfer of the bank pays one thing.
create table transfer (
    reference text primary key,
    -- refund or payout
    kind      text not null,
    subject   uuid not null unique
);
insert into transfer select reference, 'refund', id from refund where reference is not null;
drop index refund_reference;

-- What is owed to an office has come through no gateway. Further accounts: offices:<office>, expense:<duty>; further kinds: fee, payout.
alter table posting alter column gateway drop not null;
-- what was owed before it was booked
insert into ledger_entry (id, at, kind, subject) select gen_random_uuid(), billed, 'fee', id from office_fee;
insert into posting (entry, account, amount, service, district, office)
    select e.id, 'expense:' || f.code, f.amount, f.service, f.district, f.office
    from office_fee f join ledger_entry e on e.kind = 'fee' and e.subject = f.id
    union all
    select e.id, 'offices:' || f.office, -f.amount, f.service, f.district, f.office
    from office_fee f join ledger_entry e on e.kind = 'fee' and e.subject = f.id;
