create index payout_office on payout (office);
create index payout_state on payout (state, id desc);
create index refund_state on refund (state, id desc);
