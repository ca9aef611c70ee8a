-- The bank's files of what it settled, each content once.
create table settlement_file (
    id      uuid        primary key,
    hash    text        not null unique,
    gateway text        not null,
    name    text        not null,
    taken   timestamptz not null,
    lines   int         not null,
    total   bigint      not null
);
create index settlement_file_gateway on settlement_file (gateway);

create table settlement_line (
    id           uuid   primary key,
    file         uuid   not null references settlement_file (id),
    line         int    not null,
    gateway      text   not null,
    terminal     text   not null,
    reference    text   not null,
    order_number bigint,
    amount       bigint not null check (amount > 0),
    day          date   not null,
    attempt      uuid   references attempt (id),
    -- open until its attempt has ended
    state        text   not null check (state in ('open', 'matched', 'different'))
);
create index settlement_line_open on settlement_line (id) where state = 'open';
create index settlement_line_attempt on settlement_line (attempt);
create index settlement_line_sale on settlement_line (gateway, terminal, reference);
create index settlement_line_file on settlement_line (file);

-- What the bank and we see differently.
create table settlement_difference (
    id           uuid        primary key,
    kind         text        not null check (kind in ('unknown-sale', 'bank-only', 'other-sale', 'amount', 'twice', 'ours-only')),
    file         uuid        not null references settlement_file (id),
    line         uuid        unique references settlement_line (id),
    attempt      uuid        references attempt (id),
    gateway      text        not null,
    terminal     text        not null,
    reference    text,
    order_number bigint,
    ours         bigint,
    banks        bigint,
    found        timestamptz not null,
    explained    timestamptz,
    explained_by text,
    explanation  text
);
create unique index settlement_difference_missing on settlement_difference (attempt) where kind = 'ours-only';
create index settlement_difference_open on settlement_difference (id) where explained is null;
