-- Each start sets this to the clock's milliseconds: a bank remembers order numbers for ever, even those of a deleted or restored
-- database.
create sequence order_number;

-- The payer's file in a bill ID has eight digits.
create sequence bill_file minvalue 1 maxvalue 99999999 start 10000001 cycle;

-- The duties that the rules last computed for a stage. Bills follow from them.
create table assessment (
    case_id uuid  not null,
    stage   text  not null,
    duties  jsonb not null,
    primary key (case_id, stage)
);

create table bill (
    id           uuid        primary key,
    case_id      uuid        not null,
    case_number  text        not null,
    district     int         not null,
    stage        text        not null,
    bill_id      text        not null,
    payment_id   text        not null,
    -- rial, a multiple of 1,000
    amount       bigint      not null check (amount between 1000 and 99999999000),
    state        text        not null check (state in ('OPEN', 'PAID', 'CANCELLED')),
    duties       jsonb       not null,
    created      timestamptz not null,
    ended        timestamptz,
    -- decides through which gateways the bill may be paid
    service      text,
    -- office that handled the case when it was billed
    office       text,
    -- percentage of the fixed fee that goes to the office, by the rules of the case; null if there is no such fee
    office_share int         check (office_share between 0 and 100),
    -- reason of the cancellation
    reason       text,
    -- since when a paid bill must be paid again, because its payment was reversed
    reopened     timestamptz,
    unique (bill_id, payment_id)
) with (fillfactor = 80);
create index bill_case on bill (case_id);

-- Attempts to pay a bill. An attempt changes only under the lock of its case. It changes five times within minutes, so its page has room
-- for the new versions.
create table attempt (
    id             uuid        primary key,
    bill           uuid        not null references bill,
    case_id        uuid        not null,
    gateway        text        not null,
    terminal       text        not null,
    order_number   bigint      not null unique,
    amount         bigint      not null,
    state          text        not null check (state in ('CREATED', 'STARTED', 'RETURNED', 'VERIFYING', 'VERIFIED', 'SETTLING', 'SETTLED',
            'DOUBLE', 'UNKNOWN', 'REVERSING', 'REVERSED', 'FAILED')),
    code           text,
    -- why the hub does not accept this money without a person's decision
    held           text,
    session        text,
    page           text,
    form           jsonb,
    -- from the payer's browser; a hint only, however often it is repeated
    hint_code      text,
    hint_paid      boolean     not null default false,
    hint_reference text,
    hint_amount    bigint,
    masked_pan     text,
    -- copied from the hint immediately before the first verification
    reference      text,
    verify_calls   int         not null default 0,
    settle_calls   int         not null default 0,
    failed_checks  int         not null default 0,
    created        timestamptz not null,
    returned       timestamptz,
    verified       timestamptz,
    settled        timestamptz,
    -- time of the next check; null if nothing can happen any more
    next_at        timestamptz,
    -- rial that the bank received, if different from the requested amount
    received       bigint,
    -- terms of the bank when the attempt began, in seconds
    pay_within     bigint      not null default 1200,
    verify_within  bigint      not null default 1200,
    reverse_within bigint      not null default 10800,
    -- true if a separate call settles; otherwise the verification is final
    settles        boolean     not null default true,
    -- true if the bank answers questions about the state of a sale
    inquires       boolean     not null default true,
    -- true if the payer paid at a card reader or a branch and submitted the reference, without a session
    counter        boolean     not null default false,
    -- true if the bank itself stated, or compared, that the sale belongs to this order
    order_named    boolean     not null default false,
    -- true if another person submitted the reference that paid here, and the bank's files have not named the order yet
    contested      boolean     not null default false,
    -- by the bank's clock
    paid_at        timestamptz,
    -- id under which the next receipt is booked after a reversal; otherwise the attempt's own id
    booking        uuid
) with (fillfactor = 70);
create index attempt_bill on attempt (bill);
create index attempt_next on attempt (next_at) where next_at is not null;
-- references that were submitted before
create index attempt_hint on attempt (gateway, terminal, hint_reference) where counter;
-- attempts that wait for a sale that belongs to another attempt
create index attempt_given_up on attempt (gateway, terminal, hint_reference) where state = 'RETURNED' and next_at is null;
create index attempt_settled on attempt (gateway, terminal, settled) where settled is not null;
create index attempt_settled_at on attempt (settled) where settled is not null;
create index attempt_paid_at on attempt (gateway, paid_at) where paid_at is not null;
create index attempt_held on attempt (gateway, terminal) where state = 'UNKNOWN' and held is not null;
-- A sale of the bank pays once. Most versions of an attempt have no reference yet and stay out of the index.
create unique index attempt_reference on attempt (gateway, terminal, reference) where reference is not null;
-- Slips are submitted as printed, with leading zeros that the banks' files omit. Only slips have leading zeros.
create index attempt_zeros on attempt (gateway, terminal, ltrim(reference, '0')) where reference like '0%';

-- Valid payments of bills.
create table receipt (
    bill      uuid        primary key references bill,
    attempt   uuid        not null unique references attempt,
    gateway   text        not null,
    terminal  text        not null,
    reference text        not null,
    amount    bigint      not null,
    verified  timestamptz not null,
    settled   timestamptz not null,
    unique (gateway, terminal, reference)
);

-- Receipts that became invalid, because the sale belonged to another order or the bank reversed it. The ledger's correction has the same
-- id.
create table receipt_withdrawn (
    id        uuid        primary key,
    bill      uuid        not null references bill,
    attempt   uuid        not null references attempt,
    gateway   text        not null,
    terminal  text        not null,
    reference text        not null,
    amount    bigint      not null,
    verified  timestamptz not null,
    settled   timestamptz not null,
    withdrawn timestamptz not null,
    reason    text        not null
);
create index receipt_withdrawn_bill on receipt_withdrawn (bill);
create index receipt_withdrawn_attempt on receipt_withdrawn (attempt);

-- Inquiries of operators to a bank about attempts with an unknown outcome.
create table resolution (
    id      uuid        primary key,
    attempt uuid        not null references attempt,
    at      timestamptz not null,
    by      text        not null,
    reason  text        not null,
    -- opens the commitment to the reason in the journal
    salt    text        not null,
    answer  text        not null
);
create index resolution_attempt on resolution (attempt);

-- Merchant accounts with which some node was configured. Any change of where the money goes makes another row.
create table merchant (
    fingerprint text        primary key,
    gateway     text        not null,
    terminal    text        not null,
    -- what may be displayed; the login at the bank is only a keyed digest
    terms       jsonb       not null,
    seen        timestamptz not null
);

-- Decisions of two people of the treasury. The newest row of an account counts.
create table merchant_decision (
    id          bigint      generated always as identity primary key,
    fingerprint text        not null references merchant,
    state       text        not null check (state in ('approved', 'withdrawn')),
    approval    uuid        not null unique,
    asked_by    text        not null,
    decided_by  text        not null,
    decided     timestamptz not null,
    check (decided_by <> asked_by)
);
create index merchant_decision_of on merchant_decision (fingerprint, id desc);

-- Payments of the municipality to an office: all fees due when the payout was made. IBAN and holder are sealed with a key of the payout.
create table payout (
    id        uuid        primary key,
    office    text        not null,
    amount    bigint      not null check (amount > 0),
    -- due; ordered: two people of the treasury approved the account; done: the bank's reference is known
    state     text        not null check (state in ('due', 'ordered', 'done')),
    created   timestamptz not null,
    -- the city's bank account from which it is paid
    gateway   text,
    terminal  text,
    iban      bytea,
    holder    bytea,
    masked    text,
    -- keyed digest of IBAN, holder and the city's account, which the second person of the treasury approves
    account   text,
    ordered   timestamptz,
    reference text,
    done      timestamptz,
    check (state = 'due' or account is not null),
    check (account is null or (gateway is not null and terminal is not null)),
    check ((state = 'done') = (reference is not null))
);
-- later fees wait for the next payout
create unique index payout_due on payout (office) where state = 'due';
create index payout_open on payout (id) where state <> 'done';
create index payout_office on payout (office);
create index payout_state on payout (state, id desc);

-- Fees that the municipality owes to offices. A fee never changes; a correction is another row and may be negative.
create table office_fee (
    id          uuid        primary key,
    case_id     uuid        not null,
    case_number text        not null,
    service     text        not null,
    office      text        not null,
    district    int         not null,
    code        text        not null,
    title_en    text        not null,
    title_fa    text        not null,
    amount      bigint      not null check (amount <> 0),
    billed      timestamptz not null,
    -- the payment or refund of which the fee is a share; null if the municipality ordered it
    source      uuid        unique,
    payout      uuid        references payout
);
create index office_fee_office on office_fee (office, id desc);
create index office_fee_district on office_fee (district, id desc);
create index office_fee_case on office_fee (case_id);
create index office_fee_unpaid on office_fee (office) where payout is null;
create index office_fee_payout on office_fee (payout);

-- Bank transfers. A transfer pays one refund or one payout.
create table transfer (
    reference text primary key,
    -- refund or payout
    kind      text not null,
    subject   uuid not null unique
);

-- Money that the city owes to a payer. IBAN and holder are sealed with the case's key.
create table refund (
    id          uuid        primary key,
    kind        text        not null check (kind in ('double', 'overpaid', 'refused', 'lapsed', 'withdrawn', 'revoked')),
    case_id     uuid        not null,
    case_number text        not null,
    stage       text        not null,
    -- the payment from which the money is refunded
    attempt     uuid        not null references attempt,
    -- negative lines by which the duties decrease; none if the money paid no bill
    duties      jsonb       not null,
    amount      bigint      not null check (amount > 0),
    gateway     text        not null,
    terminal    text        not null,
    service     text,
    district    int,
    office      text,
    -- due; ordered: two people of the treasury approved the account; done: the bank's reference is known; cancelled: the money never was the
    -- city's
    state       text        not null check (state in ('due', 'ordered', 'done', 'cancelled')),
    created     timestamptz not null,
    iban        bytea,
    holder      bytea,
    masked      text,
    -- keyed digest of IBAN and holder, which the second person of the treasury approves
    account     text,
    ordered     timestamptz,
    reference   text,
    done        timestamptz,
    check (state in ('due', 'cancelled') or account is not null),
    check ((state = 'done') = (reference is not null))
);
create index refund_case on refund (case_id);
create index refund_open on refund (id) where state <> 'done';
create unique index refund_double on refund (attempt) where kind = 'double' and state <> 'cancelled';
create index refund_state on refund (state, id desc);
-- A share of the paid amount is refunded once for each stage, however the case ends.
create unique index refund_ended on refund (case_id, stage) where kind in ('refused', 'lapsed', 'withdrawn', 'revoked') and state <>
    'cancelled';

-- Events of the city's money. The postings of an entry sum to zero.
create table ledger_entry (
    id      uuid        primary key,
    -- when it happened
    at      timestamptz not null,
    -- receipt; owed: received without a bill; found: settled by the bank without an attempt of the hub; refund; fee; payout; correction
    kind    text        not null,
    -- the attempt, refund, fee, payout or settlement line
    subject uuid        not null,
    unique (kind, subject)
);
create index ledger_entry_at on ledger_entry (at);

-- Postings in rial: positive on the account where the money is, negative on the account of its owner.
create table posting (
    id       bigint generated always as identity primary key,
    entry    uuid   not null references ledger_entry,
    -- bank:<gateway>:<terminal>, income:<duty>, rounding, refunds, unexplained:<gateway>, offices:<office>, expense:<duty>
    account  text   not null,
    amount   bigint not null check (amount <> 0),
    -- null for amounts that passed no gateway
    gateway  text,
    service  text,
    district int,
    office   text
);
create index posting_entry on posting (entry);
create index posting_account on posting (account);

-- Checks an entry at the end of its transaction.
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

-- Postings never change. Another entry corrects a mistake.
create function ledger_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'what is booked stays booked' using errcode = 'integrity_constraint_violation';
end $$;
create trigger posting_final before update or delete on posting for each row execute function ledger_is_final();
create trigger ledger_entry_final before update or delete on ledger_entry for each row execute function ledger_is_final();

-- Settlement files of banks, each content once. A file is read in transactions of a thousand lines and continues after an interruption.
-- Two people of the treasury can withdraw a file.
create table settlement_file (
    id               uuid        primary key,
    hash             text        not null unique,
    gateway          text        not null,
    name             text        not null,
    imported_at      timestamptz not null,
    lines            int         not null,
    total            bigint      not null,
    state            text        not null default 'taken' check (state in ('taking', 'taken', 'withdrawing', 'withdrawn')),
    -- number of lines that are processed, or withdrawn, so far
    done             int         not null default 0,
    withdrawn_by     text,
    withdrawn_reason text
);
create index settlement_file_gateway on settlement_file (gateway);
create index settlement_file_unfinished on settlement_file (id) where state in ('taking', 'withdrawing');

create table settlement_line (
    id           uuid    primary key,
    file         uuid    not null references settlement_file,
    line         int     not null,
    gateway      text    not null,
    terminal     text    not null,
    reference    text    not null,
    order_number bigint,
    amount       bigint  not null check (amount > 0),
    day          date    not null,
    attempt      uuid    references attempt,
    -- open until its attempt has ended
    state        text    not null check (state in ('open', 'matched', 'different', 'withdrawn')),
    -- true if the bank reversed the sale
    taken_back   boolean not null default false
);
create index settlement_line_open on settlement_line (id) where state = 'open';
create index settlement_line_attempt on settlement_line (attempt);
create index settlement_line_sale on settlement_line (gateway, terminal, reference);
-- each line of a file is processed once
create unique index settlement_line_once on settlement_line (file, line);
create index settlement_line_day on settlement_line (gateway, terminal, day);

-- Differences between the bank's files and the hub's payments.
create table settlement_difference (
    id           uuid        primary key,
    kind         text        not null check (kind in ('unknown-sale', 'bank-only', 'other-sale', 'other-order', 'amount', 'twice',
            'ours-only', 'taken-back')),
    file         uuid        not null references settlement_file,
    line         uuid        unique references settlement_line,
    attempt      uuid        references attempt,
    gateway      text        not null,
    terminal     text        not null,
    reference    text,
    order_number bigint,
    our_amount   bigint,
    bank_amount  bigint,
    found        timestamptz not null,
    explained    timestamptz,
    explained_by text,
    explanation  text
);
create unique index settlement_difference_missing on settlement_difference (attempt) where kind = 'ours-only';
create index settlement_difference_open on settlement_difference (id) where explained is null;
create index settlement_difference_attempt on settlement_difference (attempt);
create index settlement_difference_file on settlement_difference (file);
