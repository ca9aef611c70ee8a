-- What was read on sheets of properties. since: on from then, null while it is off; stock: papers that were there before are queued up to this document, null
-- if they are not to be.
create table recognition (
    only_one boolean     primary key default true check (only_one),
    since    timestamptz,
    stock    bigint,
    whole    boolean     not null default false
);
insert into recognition default values;

-- Sheets that are still to be read, by document and content as archive.sheet has them. turn: changes when what is covered does, so that what was read before
-- counts no more.
create table text_due (
    id       bigint      generated always as identity primary key,
    document bigint      not null,
    content  bigint      not null,
    turn     int         not null default 0,
    tries    smallint    not null default 0,
    next     timestamptz not null default now(),
    unique (content, document)
);
create index text_due_next on text_due (next);
create index text_due_document on text_due (document);
create index text_due_failing on text_due (id) where tries >= 5;

-- The words of a sheet, with kind and district as two words that nobody can write; null if nothing was read. One row a sheet that was read, never changed.
create table sheet_text (
    content  bigint   not null,
    document bigint   not null,
    words    tsvector,
    primary key (content, document)
);
create index sheet_text_document on sheet_text (document);
create index sheet_text_words on sheet_text using gin (words) where words is not null;
