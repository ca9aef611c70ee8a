-- Interests that experts declared in a property: their office is given none of the municipality's cases of it any more.
create table interest (
    subject  text        not null,
    office   text        not null,
    expert   text        not null,
    -- own-property, relative, client or other
    reason   text        not null,
    case_id  uuid        not null references case_file,
    declared timestamptz not null,
    primary key (subject, office, expert)
);
