-- The archive of a whole city: property or person → dossier → document → sheet. What the bytes are stands in content, once for each hash.
-- A key is 64 bits of a SHA-256 below zero: it is known before anything is read, so that a scan is written in one go. The row behind it says in full
-- what it is the key of, and is asked. Dossiers and documents that were taken over have numbers above zero.

alter table sheet rename to sheet_before;
alter table holding rename to holding_before;
alter table holding_before rename constraint holding_pkey to holding_before_pkey;
alter table sheet_before rename constraint sheet_pkey to sheet_before_pkey;
alter table holding_before drop constraint holding_sha256_fkey;
alter table upload drop constraint upload_sha256_fkey;
alter table answer_sheet drop constraint answer_sheet_sha256_fkey;

-- the first 8 bytes of a hash, by which content is found
create function prefix(sha256 bytea) returns bigint language sql immutable parallel safe as $$
    select (get_byte($1, 0)::bigint << 56) | (get_byte($1, 1)::bigint << 48) | (get_byte($1, 2)::bigint << 40) | (get_byte($1, 3)::bigint << 32)
        | (get_byte($1, 4)::bigint << 24) | (get_byte($1, 5)::bigint << 16) | (get_byte($1, 6)::bigint << 8) | get_byte($1, 7)::bigint
$$;
create function key_of(sha256 bytea) returns bigint language sql immutable parallel safe as $$
    select archive.prefix($1) | (-9223372036854775808)::bigint
$$;
create function key_of_property(code text) returns bigint language sql immutable parallel safe as $$
    select archive.key_of(sha256(convert_to('property ' || $1, 'UTF8')))
$$;
-- one scan of an office: the same paper of the same owner once more is the same document
create function key_of_scan(owner text, kind text, sha256 bytea) returns bigint language sql immutable parallel safe as $$
    select archive.key_of(sha256(convert_to('scan ' || $1 || ' ' || $2 || ' ', 'UTF8') || $3))
$$;

create table kind (
    id   smallint generated always as identity primary key,
    name text     not null unique
);

create table property (
    key      bigint   primary key,
    district smallint not null,
    code     text     not null
);

-- of a national or legal ID the digest alone, under a key that is not here
create table person (
    key    bigint primary key,
    digest bytea  not null check (octet_length(digest) = 32)
);

-- where papers that were taken over come from
create table provenance (
    id       smallint generated always as identity primary key,
    source   text not null,
    scanner  text not null default '',
    operator text not null default '',
    unique (source, scanner, operator)
);
create sequence number;

-- the dossier of what offices scan has its owner's key
create table dossier (
    id              bigint   primary key,
    owner           bigint   not null,
    opened          date,
    retained_until  date,
    provenance      smallint references provenance,
    confidentiality smallint not null default 0,
    number          text,
    title           text,
    notes           text
);
create index dossier_owner on dossier (owner);

-- status: 0 scanned, 1 attested, 2 verified, 3 rejected; its paper's own date is dated; page is its first in the volume
create table document (
    id              bigint      primary key,
    dossier         bigint      not null,
    at              timestamptz not null,
    replaces        bigint,
    dated           date,
    retained_until  date,
    volume          int,
    page            int,
    kind            smallint    not null references kind,
    provenance      smallint    references provenance,
    district        smallint,
    version         smallint    not null default 1,
    status          smallint    not null default 0 check (status between 0 and 3),
    confidentiality smallint    not null default 0,
    number          text,
    title           text,
    notes           text
);
create index document_dossier on document (dossier);

-- Words of titles, with the kind and the district as two words that nobody can write. First hits in the order of documents, no ranking.
create function words(title text, kind smallint, district smallint) returns tsvector language sql immutable parallel safe as $$
    select to_tsvector('simple'::regconfig, $1)
        || array_to_tsvector(array['kind=' || $2::text, 'district=' || coalesce($3, 0)::text])
$$;
create index document_words on document using gin (words(title, kind, district)) where title is not null;

-- The content of a sheet by the prefix of its hash; status as of document. Nothing here is text, and no column may be added: a row has 48 bytes.
create table sheet (
    document bigint   not null,
    content  bigint   not null,
    page     smallint not null,
    version  smallint not null default 1,
    status   smallint not null default 0 check (status between 0 and 3)
);
create index sheet_document on sheet (document);

-- The one place where a hash is once: for all, but identity papers once for each person, so that one's erasure is not another's.
-- media: p PDF, n PNG, j JPEG, t TIFF
create table content (
    person bigint,
    size   int    not null,
    media  "char" not null check (media in ('p', 'n', 'j', 't')),
    sha256 bytea  not null check (octet_length(sha256) = 32)
);
create unique index content_shared on content (prefix(sha256)) where person is null;
create unique index content_personal on content (prefix(sha256), person) where person is not null;

-- what an owner has, found by an index alone
create table holding (
    owner    bigint      not null,
    document bigint      not null,
    at       timestamptz not null,
    kind     smallint    not null,
    services text[],
    primary key (owner, document) include (at, kind)
) partition by hash (owner);
do $$
begin
    for i in 0..15 loop
        execute format('create table archive.holding_%s partition of archive.holding for values with (modulus 16, remainder %s)', i, i);
    end loop;
end $$;

-- what there is
insert into kind (name) select distinct paper_kind from holding_before order by 1;
insert into property (key, district, code) select distinct key_of_property(owner), split_part(owner, '-', 1)::smallint, owner
    from holding_before where owner_kind = 'property';
insert into person (key, digest) select distinct key_of(decode(owner, 'hex')), decode(owner, 'hex')
    from holding_before where owner_kind = 'person';
insert into dossier (id, owner) select key, key from property union all select key, key from person;
create temporary table before on commit drop as
    select owner_key as owner, archive.key_of_scan(owner, paper_kind, sha256) as document, at, k.id as kind, sha256,
        case when owner_kind = 'person' then services end as services
    from (select h.*, case owner_kind when 'property' then archive.key_of_property(owner) else archive.key_of(decode(owner, 'hex')) end
        as owner_key from archive.holding_before h) h join archive.kind k on k.name = h.paper_kind;
insert into document (id, dossier, at, kind) select document, owner, at, kind from before;
insert into sheet (document, content, page) select document, prefix(sha256), 1 from before;
insert into holding (owner, document, at, kind, services) select owner, document, at, kind, services from before;
-- a scan of an identity paper has its person's digest as its owner
create temporary table personal on commit drop as
    select sha256, archive.key_of(decode(owner, 'hex')) as person from archive.holding_before where owner_kind = 'person'
    union select sha256, archive.key_of(decode(owner, 'hex')) from archive.upload where owner ~ '^[0-9a-f]{64}$';
insert into content (person, size, media, sha256)
    select p.person, s.size, case s.media_type when 'application/pdf' then 'p' when 'image/png' then 'n' when 'image/jpeg' then 'j' else 't' end, s.sha256
    from sheet_before s join personal p using (sha256);
insert into content (size, media, sha256)
    select s.size, case s.media_type when 'application/pdf' then 'p' when 'image/png' then 'n' when 'image/jpeg' then 'j' else 't' end, s.sha256
    from sheet_before s where not exists (select from personal p where p.sha256 = s.sha256)
        or exists (select from holding_before h where h.sha256 = s.sha256 and h.owner_kind = 'property')
        or exists (select from upload u where u.sha256 = s.sha256 and u.owner !~ '^[0-9a-f]{64}$')
        or exists (select from answer_sheet a where a.sha256 = s.sha256);
drop table holding_before;
drop table sheet_before;
