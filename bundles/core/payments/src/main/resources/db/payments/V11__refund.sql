-- Money that the city owes to a payer. IBAN and holder are sealed with the key of the case.
create table refund (
    id          uuid        primary key,
    kind        text        not null check (kind in ('double', 'overpaid', 'withdrawn')),
    case_id     uuid        not null,
    case_number text        not null,
    stage       text        not null,
    -- the payment that it comes from
    attempt     uuid        not null references attempt (id),
    -- what the duties are less by, as negative lines; none for money that paid no bill
    duties      jsonb       not null,
    amount      bigint      not null check (amount > 0),
    gateway     text        not null,
    terminal    text        not null,
    service     text,
    district    int,
    office      text,
    -- due; ordered once two of the treasury want it paid to the account; done with the bank's reference
    state       text        not null check (state in ('due', 'ordered', 'done')),
    created     timestamptz not null,
    iban        bytea,
    holder      bytea,
    masked      text,
    -- keyed digest of IBAN and holder: what the second of the treasury agrees to
    account     text,
    ordered     timestamptz,
    reference   text,
    done        timestamptz,
    check (state = 'due' or account is not null),
    check ((state = 'done') = (reference is not null))
);
create unique index refund_double on refund (attempt) where kind = 'double';
create unique index refund_reference on refund (reference);
create index refund_case on refund (case_id);
create index refund_open on refund (id) where state <> 'done';
