-- A share that was cancelled, because the bank took one of its payments back, may go back of those that are left.
drop index refund_ended;
create unique index refund_ended on refund (case_id, stage)
    where kind in ('refused', 'lapsed', 'withdrawn', 'revoked') and state <> 'cancelled';
