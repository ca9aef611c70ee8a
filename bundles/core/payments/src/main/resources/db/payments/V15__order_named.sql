-- Whose sale it is: a bank that goes by references alone verifies for whoever brings one, and only its books name the order.
alter table attempt
    -- whether the bank itself said, or compared, that the sale is this order's
    add column order_named boolean     not null default false,
    -- whether somebody else brought the reference that paid here, and the bank's books have not named the order yet
    add column contested   boolean     not null default false,
    -- by the bank's clock
    add column paid_at     timestamptz,
    -- what its next receipt is booked under, once one was taken back; else the attempt itself
    add column booking     uuid;
-- banks that can be asked by our order compare it with every call
update attempt set order_named = true where inquires and verified is not null;

-- Receipts that no longer are: of a sale that was another's, or that the bank took back. The ledger's correction has the same id.
create table receipt_withdrawn (
    id        uuid        primary key,
    bill      uuid        not null references bill (id),
    attempt   uuid        not null references attempt (id),
    gateway   text        not null,
    terminal  text        not null,
    reference text        not null,
    amount    bigint      not null,
    verified  timestamptz not null,
    settled   timestamptz not null,
    withdrawn timestamptz not null,
    why       text        not null
);
create index receipt_withdrawn_bill on receipt_withdrawn (bill);
create index receipt_withdrawn_attempt on receipt_withdrawn (attempt);

-- since when a bill that was paid is to be paid again
alter table bill add column reopened timestamptz;

-- a claim to money that never was the city's is cancelled
alter table refund drop constraint refund_state_check;
drop index refund_double;
create unique index refund_double on refund (attempt) where kind = 'double' and state <> 'cancelled';
alter table refund drop constraint refund_check;
alter table refund add check (state in ('due', 'cancelled') or account is not null);
alter table refund add check (state in ('due', 'ordered', 'done', 'cancelled'));

alter table settlement_difference drop constraint settlement_difference_kind_check;
alter table settlement_difference add check (kind in ('unknown-sale', 'bank-only', 'other-sale', 'other-order', 'amount', 'twice',
    'ours-only', 'taken-back'));
