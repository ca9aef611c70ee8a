-- What was typed at a page and not sent yet. Whose it is stands as a keyed digest, the text is sealed with a key of the draft's own, which is
-- destroyed with it. Rows live seven days.
create table draft (
    holder text        not null,
    name   text        not null,
    id     uuid        not null,
    sealed bytea       not null,
    kept   timestamptz not null,
    primary key (holder, name)
);
create index draft_kept on draft (kept);
