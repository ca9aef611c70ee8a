-- Why a bill is cancelled; null unless it is, and on bills of before.
alter table bill add column reason text;
-- A share of what was paid goes back by each way in which a case comes to nothing, and once.
alter table refund drop constraint refund_kind_check;
alter table refund add constraint refund_kind_check
    check (kind in ('double', 'overpaid', 'refused', 'lapsed', 'withdrawn', 'revoked'));
create unique index refund_ended on refund (case_id, stage) where kind in ('refused', 'lapsed', 'withdrawn', 'revoked');
