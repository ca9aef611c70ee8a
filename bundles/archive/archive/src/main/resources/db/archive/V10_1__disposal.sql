-- What is destroyed because its time is over: a list that somebody made, another one's approval with the records authority's number, and what became of it.
-- Nothing here acts by itself.

-- l listed, a approved, c carried out; before: the day that retention ended before
create table disposal (
    id           uuid        primary key,
    state        "char"      not null default 'l' check (state in ('l', 'a', 'c')),
    before       date        not null,
    made_by      text        not null,
    made_at      timestamptz not null,
    number       text,
    authority    text,
    proposed_by  text,
    approved_by  text,
    approved_at  timestamptz,
    carried_by   text,
    begun_at     timestamptz,
    ended_at     timestamptz,
    -- SHA-256 of the list of destroyed sheets as the certificate names it
    digest       text,
    certificate  bytea
);

-- l listed, x dropped out for a reason, d destroyed: nothing names it any more
create table disposal_document (
    disposal uuid     not null references disposal,
    document bigint   not null,
    dossier  bigint   not null,
    kind     smallint not null references kind,
    kept     date     not null,
    state    "char"   not null check (state in ('l', 'x', 'd')),
    reason   text,
    primary key (disposal, document)
);
create index disposal_document_listed on disposal_document (document) where state = 'l';

-- The sheets of destroyed documents. w: their content still has its row; d: it has none; k: others name it too, so it stays. address: under which the bytes
-- lay in the store; removed: they do no more.
create table disposal_sheet (
    disposal uuid     not null references disposal,
    document bigint   not null,
    page     smallint not null,
    person   bigint,
    sha256   bytea    not null check (octet_length(sha256) = 32),
    size     int      not null,
    address  bytea    check (octet_length(address) = 32),
    fate     "char"   not null default 'w' check (fate in ('w', 'd', 'k')),
    removed  boolean  not null default false,
    primary key (disposal, document, page, sha256)
);
create index disposal_sheet_due on disposal_sheet (disposal) where fate = 'w' or fate = 'd' and not removed;

-- Pictures that were laid aside before then are thrown away, on each node.
create table picture_purge (
    only_one boolean     primary key default true check (only_one),
    at       timestamptz not null
);
insert into picture_purge (at) values ('-infinity');
