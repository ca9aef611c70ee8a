-- Photos of reports. The archive has the pictures, each sealed with a key of its own; here is whose they are. A photo without a report is one
-- that its reporter has not sent yet.
create table photo (
    id         uuid        primary key,
    -- as of a report
    owner      text        not null,
    proved     text        not null,
    report     uuid        references report,
    sha256     text        not null,
    media_type text        not null,
    size       bigint      not null,
    received   timestamptz not null
);
create index photo_owner on photo (owner, received);
create index photo_report on photo (report) where report is not null;
create index photo_unsent on photo (received) where report is null;
