-- Set to the clock's milliseconds at each start: order numbers live at the bank for ever, also those of a database that was thrown away
-- or set back.
create sequence order_number;

-- the payer's file in a bill ID has eight digits
create sequence bill_file minvalue 1 maxvalue 99999999 start 10000001 cycle;

-- what the rules computed last for a stage; bills follow from it
create table assessment (
    case_id uuid  not null,
    stage   text  not null,
    duties  jsonb not null,
    primary key (case_id, stage)
);

create table bill (
    id          uuid        primary key,
    case_id     uuid        not null,
    case_number text        not null,
    district    int         not null,
    stage       text        not null,
    bill_id     text        not null,
    payment_id  text        not null,
    -- rial, a multiple of 1,000
    amount      bigint      not null check (amount between 1000 and 99999999000),
    state       text        not null check (state in ('OPEN', 'PAID', 'CANCELLED')),
    duties      jsonb       not null,
    created     timestamptz not null,
    ended       timestamptz,
    unique (bill_id, payment_id)
);
create index bill_case on bill (case_id);

-- One trip through a gateway. Changed only under the lock of its case.
create table attempt (
    id             uuid        primary key,
    bill           uuid        not null references bill (id),
    case_id        uuid        not null,
    gateway        text        not null,
    terminal       text        not null,
    order_number   bigint      not null unique,
    amount         bigint      not null,
    state          text        not null check (state in ('CREATED', 'STARTED', 'RETURNED', 'VERIFYING', 'VERIFIED', 'SETTLING',
                                   'SETTLED', 'DOUBLE', 'UNKNOWN', 'REVERSING', 'REVERSED', 'FAILED')),
    code           text,
    -- why the hub itself will not take this money, or nobody may take it without a person's look
    held           text,
    session        text,
    page           text,
    form           jsonb,
    -- what the payer's browser brought; a hint, however often it is repeated
    hint_code      text,
    hint_paid      boolean     not null default false,
    hint_reference text,
    hint_amount    bigint,
    masked_pan     text,
    -- taken from the hint just before the first verification
    reference      text,
    verify_calls   int         not null default 0,
    settle_calls   int         not null default 0,
    waits          int         not null default 0,
    created        timestamptz not null,
    returned       timestamptz,
    verified       timestamptz,
    settled        timestamptz,
    -- when somebody should look again; null once nothing can happen any more
    next_at        timestamptz
);
-- one sale of the bank pays once
create unique index attempt_reference on attempt (gateway, terminal, reference);
create index attempt_bill on attempt (bill);
create index attempt_next on attempt (next_at) where next_at is not null;

create table receipt (
    bill      uuid        primary key references bill (id),
    attempt   uuid        not null unique references attempt (id),
    gateway   text        not null,
    terminal  text        not null,
    reference text        not null,
    amount    bigint      not null,
    verified  timestamptz not null,
    settled   timestamptz not null,
    unique (gateway, terminal, reference)
);
