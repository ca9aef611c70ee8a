-- What archives that stay where they are said last of a property; at most 500 sheets of a source and property. Rows that nobody asked for lately go.
create table source_answer (
    property text        not null,
    source   text        not null,
    asked    timestamptz not null,
    answered timestamptz,
    silent   boolean     not null,
    primary key (property, source)
);
create index source_answer_asked on source_answer (asked);
create table source_sheet (
    property text     not null,
    source   text     not null,
    id       text     not null,
    document text     not null,
    kind     text     not null,
    page     smallint not null,
    dated    date,
    title    text,
    size     bigint,
    media    "char"   not null check (media in ('p', 'n', 'j', 't')),
    sha256   bytea    not null check (octet_length(sha256) = 32),
    primary key (property, source, id),
    foreign key (property, source) references source_answer on delete cascade
);

-- a document of a source, of which sheets were fetched; in the dossier of what offices scan
create function key_of_sourced(source text, document text) returns bigint language sql immutable parallel safe as $$
    select archive.key_of(sha256(convert_to('source ' || $1 || ' ' || $2, 'UTF8')))
$$;

-- which documents lay in the paper file of a case that began before the hub
create table paper_file (
    number   text   not null,
    document bigint not null,
    primary key (number, document)
);

-- The hash tree as it was when its last round began: the nodes that the round changed, and what it took in. Until the journal has sealed the new root
-- sheets are proved by the one before. A round of more than 200,000 changes keeps none.
alter table tree add column before bytea check (octet_length(before) = 32);
create table tree_node_before (
    level smallint not null,
    place int      not null,
    hash  bytea    not null check (octet_length(hash) = 32),
    primary key (level, place)
);
create table tree_change_before (
    sha256 bytea   not null,
    gone   boolean not null
);
create index tree_change_before_prefix on tree_change_before (prefix(sha256));
