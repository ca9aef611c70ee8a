-- The bank's terms under which an attempt was begun, in seconds; the defaults are those of the one bank that there was before, and of nodes
-- that know no other yet.
alter table attempt
    add column pay_within     bigint  not null default 1200,
    add column verify_within  bigint  not null default 1200,
    add column reverse_within bigint  not null default 10800,
    -- whether there is a call to settle; else a verification takes the money for good
    add column settles        boolean not null default true,
    -- whether the bank says what became of a sale
    add column inquires       boolean not null default true;
