-- What the municipality owes its offices. A duty of a case is owed once.
create table office_fee (
    id          uuid        primary key,
    case_id     uuid        not null,
    case_number text        not null,
    service     text        not null,
    office      text        not null,
    district    int         not null,
    code        text        not null,
    title_en    text        not null,
    title_fa    text        not null,
    amount      bigint      not null check (amount > 0),
    billed      timestamptz not null,
    unique (case_id, code)
);
create index office_fee_office on office_fee (office, id desc);
create index office_fee_district on office_fee (district, id desc);
