-- Which pages of an inquiry's sheets somebody looked at; page 0 is the whole file. An approval with a plan asks for it.
create table opened (
    inquiry uuid        not null,
    holder  text        not null,
    sha256  bytea       not null,
    page    integer     not null,
    pages   integer     not null,
    at      timestamptz not null default now(),
    primary key (inquiry, holder, sha256, page)
);
