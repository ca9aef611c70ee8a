-- As what a committee sits: by the hub's founding, or because two people said yes. Its file may name other seats; then these go on until it is accepted.
create table accepted_committee (
    name     text        primary key,
    decides  text        not null,
    quorum   int         not null,
    seats    text        not null,
    at       timestamptz not null default now(),
    -- null: the founding
    approval uuid
);
