-- Code that may run in a production hub, by the digest of its file. Bundles of the distribution are not listed.
create table accepted_code (
    sha256   text        primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    -- name of the file or bundle, for people
    name     text        not null,
    -- approved act, founding, or release-key:<name>
    source   text        not null,
    at       timestamptz not null default now()
);

-- true if added code runs without acceptance, as in a demo city
alter table founding add column code_at_once boolean not null default false;
