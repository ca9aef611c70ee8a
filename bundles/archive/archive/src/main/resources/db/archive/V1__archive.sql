-- Archive of a city: property or person → dossier → document → sheet. The table content has one row for each hash of a content. Keys of
-- properties, persons and scans are 64 bits of a SHA-256, below zero: they are known before anything is read, so that a scan is written
-- in one round trip. The row of a key contains its full value, which is compared. Imported dossiers and documents have numbers above
-- zero.

-- The first 8 bytes of a hash, by which a content is found. The argument is used once, so that PostgreSQL inlines the function.
create function prefix(sha256 bytea) returns bigint language sql immutable parallel safe as $$
    select ('x' || encode(substring($1, 1, 8), 'hex'))::bit(64)::bigint
$$;

create function key_of(sha256 bytea) returns bigint language sql immutable parallel safe as $$
    select archive.prefix($1) | (-9223372036854775808)::bigint
$$;

-- The next functions are PL/pgSQL, because convert_to is not immutable to PostgreSQL and prevents inlining; PL/pgSQL keeps their plans.
create function key_of_property(code text) returns bigint language plpgsql immutable parallel safe as $$
begin
    return archive.key_of(sha256(convert_to('property ' || code, 'UTF8')));
end $$;

-- Key of a scan: the same paper of the same owner, scanned again, is the same document.
create function key_of_scan(owner text, kind text, sha256 bytea) returns bigint language plpgsql immutable parallel safe as $$
begin
    return archive.key_of(sha256(convert_to('scan ' || owner || ' ' || kind || ' ', 'UTF8') || sha256));
end $$;

-- Key of a document that was fetched from a source; it belongs to the dossier of scans.
create function key_of_sourced(source text, document text) returns bigint language plpgsql immutable parallel safe as $$
begin
    return archive.key_of(sha256(convert_to('source ' || source || ' ' || document, 'UTF8')));
end $$;

-- Kinds of papers. Documents name a kind without a foreign key, because every new document would lock the row of its kind.
create table kind (
    id   smallint generated always as identity primary key,
    name text     not null unique
);
create function kind_stays() returns trigger language plpgsql as $$
begin
    raise exception 'a kind of papers stays: documents name it';
end $$;
create trigger kind_stays before delete or update of id on kind for each row execute function kind_stays();

create table property (
    key      bigint   primary key,
    district smallint not null,
    code     text     not null
);

-- Persons, by a keyed digest of their national or legal ID. The key is not in the database.
create table person (
    key    bigint primary key,
    digest bytea  not null check (octet_length(digest) = 32),
    -- key in the vault; a person who returns after an erasure gets a new one
    vault  uuid
);

-- Fingerprint of the key of the digests. The key itself is not in the database.
create table person_key (
    fingerprint text    primary key,
    only_one    boolean not null default true unique check (only_one)
);

-- Origins of imported papers.
create table provenance (
    id       smallint generated always as identity primary key,
    source   text     not null,
    scanner  text     not null default '',
    operator text     not null default '',
    unique (source, scanner, operator)
);

create sequence number;

-- Dossiers. The dossier of scans has the key of its owner. Papers are kept until the later of the document's and the dossier's date, and
-- the higher confidentiality applies: 0 open to the cases of offices; 1 with the owner's consent; 2 not for cases; 3 for the records
-- authority only.
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
create index dossier_retained on dossier (retained_until) where retained_until is not null;

-- Words of titles, each prefixed by the kind and district of its document, so that a search reads only the words of its kind and
-- district. Only for documents of properties, because papers of persons have no district.
create function title_words(title text, kind smallint, district smallint) returns tsvector
    language plpgsql immutable strict parallel safe cost 10000 as $$
declare
    cell text := kind::text || '.' || district::text || ':';
    words text := array_to_string(tsvector_to_array(to_tsvector('simple'::regconfig, title)), chr(31) || cell);
begin
    -- the parser makes no word with the separator in it
    return case words when '' then ''::tsvector else array_to_tsvector(string_to_array(cell || words, chr(31))) end;
end
$$;

create table document (
    id              bigint      primary key,
    dossier         bigint      not null,
    at              timestamptz not null,
    replaces        bigint,
    -- date on the paper
    dated           date,
    retained_until  date,
    volume          int,
    -- its first page in the volume
    page            int,
    kind            smallint    not null,
    provenance      smallint    references provenance,
    district        smallint,
    version         smallint    not null default 1,
    -- 0 scanned, 1 attested, 2 verified, 3 rejected
    status          smallint    not null default 0 check (status between 0 and 3),
    confidentiality smallint    not null default 0,
    number          text,
    title           text,
    notes           text
);
create index document_dossier on document (dossier);
create index document_retained on document (retained_until) where retained_until is not null;
-- Each search also reads the pending list of the index, so the list must be short.
create index document_title_words on document using gin (title_words(title, kind, district)) with (gin_pending_list_limit='128') where
    title is not null and district is not null;

-- Sheets of documents, by the prefix of the content's hash. The row has 48 bytes: add no column, and nothing of variable length.
create table sheet (
    document bigint   not null,
    content  bigint   not null,
    page     smallint not null,
    version  smallint not null default 1,
    -- as in document
    status   smallint not null default 0 check (status between 0 and 3)
);
create index sheet_document on sheet (document);

-- Contents, once for each hash; contents of identity papers once for each person, so that an erasure of one person affects no other.
create table content (
    person bigint,
    size   int    not null,
    -- p PDF, n PNG, j JPEG, t TIFF
    media  "char" not null check (media in ('p', 'n', 'j', 't')),
    sha256 bytea  not null check (octet_length(sha256) = 32),
    -- address of the encrypted content, its SHA-256; null for papers of properties, whose bytes are stored under sha256
    stored bytea  check (octet_length(stored) = 32),
    -- key of the encrypted content, sealed with the person's key
    key    bytea,
    check (((stored is null) = (key is null)) and (stored is null or person is not null))
);
create unique index content_shared on content (prefix(sha256)) where person is null;
create unique index content_personal on content (prefix(sha256), person) where person is not null;
create index content_stored on content (prefix(stored)) where stored is not null;

-- Papers of an owner, in one index.
create table holding (
    owner           bigint      not null,
    document        bigint      not null,
    at              timestamptz not null,
    kind            smallint    not null,
    -- services for which an identity paper was scanned: other services need the person's consent
    services        text[],
    -- null or 0 open to the cases of offices; 1 with the owner's consent; 2 not for cases; 3 for the records authority only
    confidentiality smallint,
    primary key (owner, document) include (at, kind)
) partition by hash (owner);
do $$
begin
    for i in 0..15 loop
        execute format('create table archive.holding_%s partition of archive.holding for values with (modulus 16, remainder %s)', i, i);
    end loop;
end $$;

-- Scans by case. The file name may contain names of people, so it is sealed with the case's key.
create table upload (
    case_id    uuid        not null,
    office     text        not null,
    sha256     bytea       not null,
    paper_kind text        not null,
    owner      text        not null,
    principal  text        not null,
    at         timestamptz not null,
    name       bytea,
    primary key (case_id, office, sha256, paper_kind, owner)
);
-- Sheets are looked up singly and in no order, so four bytes of the hash are enough.
create index upload_sheet on upload using hash (sha256);

-- Sheets that agencies attached to their answers.
create table answer_sheet (
    inquiry   uuid        not null,
    sha256    bytea       not null,
    agency    text        not null,
    principal text        not null,
    at        timestamptz not null,
    primary key (inquiry, sha256)
);
create index answer_sheet_sheet on answer_sheet (sha256);

-- Documents in the paper file of a case that began before the hub was in use.
create table paper_file (
    number   text   not null,
    document bigint not null,
    primary key (number, document)
);

-- Uploads in pieces, until they are complete. Name, owner and pieces are sealed with the case's key.
create table resumable (
    id       uuid        primary key,
    case_id  uuid        not null,
    service  text        not null,
    office   text        not null,
    kind     text        not null,
    owner    bytea       not null,
    name     bytea       not null,
    length   int         not null check (length > 0),
    received int         not null default 0,
    pages    int,
    sha256   bytea       check (octet_length(sha256) = 32),
    media    "char"      check (media in ('p', 'n', 'j', 't')),
    begun    timestamptz not null default now(),
    check (received between 0 and length)
);
create index resumable_office on resumable (office);
create index resumable_begun on resumable (begun);

create table resumable_piece (
    upload uuid  not null references resumable on delete cascade,
    at     int   not null,
    bytes  bytea not null,
    primary key (upload, at)
);
alter table resumable_piece alter column bytes set storage external;

-- Sheets that must be examined: decoded to their end, or scanned because the virus scanner was unavailable when they arrived.
create table examination (
    id     bigint      generated always as identity primary key,
    sha256 bytea       not null check (octet_length(sha256) = 32),
    media  "char"      not null check (media in ('p', 'n', 'j', 't')),
    scan   boolean     not null default false,
    next   timestamptz not null default now(),
    -- PDFs that arrived while the parser was busy; they cannot be opened before they are parsed
    parse  boolean     not null default false
);
create index examination_scan on examination (id) where scan;
create index examination_parse on examination (sha256) where parse;

-- Rejected sheets, which cannot be opened. The bytes are in the store of all sheets.
create table quarantine (
    sha256    bytea       primary key check (octet_length(sha256) = 32),
    media     "char"      not null check (media in ('p', 'n', 'j', 't')),
    reason    text        not null check (reason in ('malware', 'unreadable', 'active')),
    detail    text        not null,
    source    text        not null,
    found     timestamptz not null default now(),
    -- kept, released or deleted
    state     "char"      not null default 'k' check (state in ('k', 'r', 'd')),
    journaled boolean     not null default false,
    -- previous status of the sheet in each document
    statuses  jsonb
);

-- Time of the next sweep, which removes unused contents from the store. The node that moves it on runs the sweep.
create table sweep (
    only_one boolean     primary key default true check (only_one),
    next     timestamptz not null
);
insert into sweep (next) values (now());

-- Imports of existing archives: one manifest of a source after the other, in steps.
create table import (
    id         uuid        primary key,
    source     text        not null,
    manifest   text        not null,
    sha256     bytea       not null,
    principal  text        not null,
    begun      timestamptz not null,
    ended      timestamptz,
    position   bigint      not null,
    line       bigint      not null,
    merged     bigint      not null default 0,
    duplicates bigint      not null default 0,
    conflicts  bigint      not null default 0,
    rejects    bigint      not null default 0,
    file_bytes bigint      not null default 0
);
create unique index import_open on import (source) where ended is null;

-- Lines that were not imported; fate r rejected, c contradicts existing data.
create table import_line (
    import         uuid   not null references import,
    line           bigint not null,
    fate           "char" not null check (fate in ('r', 'c')),
    field          text   not null,
    value          text   not null,
    rule           text   not null,
    existing_value text,
    primary key (import, line)
);

-- Last answers of archives that stay outside, by property: up to 500 sheets of a source and property. Rows without a recent request are
-- deleted.
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

-- Hash tree over all contents as last sealed: 2^20 groups by the first 20 bits of the hash. The root of a group is computed from its
-- rows. Of the nodes, levels 20, 12 and 4 are stored, and the others are computed. The table has up to 1,052,688 rows.
create table tree_node (
    level smallint not null check (level in (4, 12, 20)),
    place int      not null,
    hash  bytea    not null check (octet_length(hash) = 32),
    primary key (level, place)
);

-- Contents added and removed since the last completed round.
create table tree_change (
    sha256  bytea   not null,
    removed boolean not null
);
create index tree_change_prefix on tree_change (prefix(sha256));

-- Groups below built are in the tree.
create table tree (
    only_one   boolean     primary key default true check (only_one),
    root       bytea       not null,
    sheets     bigint      not null default 0,
    built      int         not null,
    next       timestamptz not null,
    altered_at timestamptz,
    -- root when the last round began. Until the journal has sealed the new root, sheets are proved by this one.
    before     bytea       check (octet_length(before) = 32)
);
insert into tree (root, built, next)
    values ('\xab6ae839aadc46cf01a5ac88617346e9b7054c0778697e1ac824115d2e13fdc1', 1048576, now());

-- Nodes that the last round changed, and the changes that it included; none after a round of more than 200,000 changes.
create table tree_node_before (
    level smallint not null,
    place int      not null,
    hash  bytea    not null check (octet_length(hash) = 32),
    primary key (level, place)
);

create table tree_change_before (
    sha256  bytea   not null,
    removed boolean not null
);
create index tree_change_before_prefix on tree_change_before (prefix(sha256));

-- Progress of the integrity check: first shared contents, then those of persons, each by the prefix of the hash. The node that moves next
-- on checks the next batch.
create table fixity (
    only_one    boolean     primary key default true check (only_one),
    next        timestamptz not null,
    personal    boolean     not null default false,
    prefix      bigint      not null default -9223372036854775808,
    person      bigint      not null default -9223372036854775808,
    begun       timestamptz not null,
    sheets      bigint      not null default 0,
    bytes       bigint      not null default 0,
    last_begun  timestamptz,
    last_ended  timestamptz,
    last_sheets bigint,
    last_bytes  bigint
);
insert into fixity (next, begun) values (now(), now());

-- Sheets whose content is damaged or missing, in the store or in the second copy.
create table fault (
    sha256    bytea       not null check (octet_length(sha256) = 32),
    copy      boolean     not null,
    what      text        not null check (what in ('damaged', 'missing', 'unreadable')),
    found     timestamptz not null,
    repaired  timestamptz,
    -- true if the journal has it
    journaled boolean     not null default false,
    primary key (sha256, copy)
);
create index fault_open on fault (found) where repaired is null;
create index fault_unjournaled on fault (found) where not journaled;

-- The second copy, if there is one: since when every new sheet is copied.
create table copy_place (
    only_one boolean     primary key default true check (only_one),
    since    timestamptz not null
);

-- Addresses that are not copied yet.
create table uncopied (
    id     bigint      generated always as identity primary key,
    sha256 bytea       not null,
    at     timestamptz not null default now()
);

-- Registers added contents for the hash tree and the second copy, which stores the same bytes as the store.
create function note_content() returns trigger language plpgsql as $$
begin
    insert into archive.tree_change (sha256, removed) select sha256, false from added;
    if exists (select from archive.copy_place) then
        insert into archive.uncopied (sha256) select coalesce(stored, sha256) from added;
    end if;
    return null;
end $$;
create trigger content_added after insert on content referencing new table as added
    for each statement execute function note_content();

create function note_content_gone() returns trigger language plpgsql as $$
begin
    insert into archive.tree_change (sha256, removed) select sha256, true from removed;
    return null;
end $$;
create trigger content_removed after delete on content referencing old table as removed
    for each statement execute function note_content_gone();

-- Changes of retention or confidentiality by the records authority, with the previous value; null means unlimited.
create table retention_act (
    id        bigint      generated always as identity primary key,
    dossier   bigint,
    document  bigint,
    what      text        not null check (what in ('retention', 'confidentiality')),
    new_value text,
    old_value text,
    reason    text        not null,
    salt      text        not null,
    principal text        not null,
    at        timestamptz not null,
    check (num_nonnulls(dossier, document) = 1)
);

-- Documents and dossiers that must not be destroyed, whatever their retention.
create table legal_hold (
    id             bigint      generated always as identity primary key,
    dossier        bigint,
    document       bigint,
    number         text        not null,
    authority      text        not null,
    reason         text        not null,
    salt           text        not null,
    principal      text        not null,
    at             timestamptz not null,
    lift_number    text,
    lift_authority text,
    lift_reason    text,
    lifted_by      text,
    lifted_at      timestamptz,
    check (num_nonnulls(dossier, document) = 1)
);
create index legal_hold_dossier on legal_hold (dossier) where lifted_at is null;
create index legal_hold_document on legal_hold (document) where lifted_at is null;

-- Destructions of papers whose retention ended: a list by one person, the approval of another with the records authority's number, and
-- the outcome. Nothing is destroyed automatically.
create table disposal (
    id          uuid        primary key,
    -- l listed, a approved, c carried out
    state       "char"      not null default 'l' check (state in ('l', 'a', 'c')),
    -- last day of the retention
    before      date        not null,
    made_by     text        not null,
    made_at     timestamptz not null,
    number      text,
    authority   text,
    proposed_by text,
    approved_by text,
    approved_at timestamptz,
    carried_by  text,
    begun_at    timestamptz,
    ended_at    timestamptz,
    -- SHA-256 of the list of destroyed sheets, as in the certificate
    digest      text,
    certificate bytea
);

create table disposal_document (
    disposal   uuid     not null references disposal,
    document   bigint   not null,
    dossier    bigint   not null,
    kind       smallint not null references kind,
    kept_until date     not null,
    -- l listed, x dropped for a reason, d destroyed
    state      "char"   not null check (state in ('l', 'x', 'd')),
    reason     text,
    primary key (disposal, document)
);
create index disposal_document_listed on disposal_document (document) where state = 'l';

-- Sheets of destroyed documents.
create table disposal_sheet (
    disposal uuid     not null references disposal,
    document bigint   not null,
    page     smallint not null,
    person   bigint,
    sha256   bytea    not null check (octet_length(sha256) = 32),
    size     int      not null,
    -- address of the bytes in the store
    address  bytea    check (octet_length(address) = 32),
    -- w its content still has a row; d it has none; k it stays, because other documents use it
    fate     "char"   not null default 'w' check (fate in ('w', 'd', 'k')),
    -- true if the bytes are deleted
    removed  boolean  not null default false,
    primary key (disposal, document, page, sha256)
);
create index disposal_sheet_due on disposal_sheet (disposal) where fate = 'w' or (fate = 'd' and (not removed));
-- finds a content in a long list
create index disposal_sheet_content on disposal_sheet (disposal, sha256);

-- Rendered pictures older than this are deleted on each node.
create table picture_purge (
    only_one boolean     primary key default true check (only_one),
    at       timestamptz not null
);
insert into picture_purge (at) values ('-infinity');

-- Sheets of documents with confidentiality 3, which cannot be opened in any case.
create table secret_sheet (
    sha256   bytea  not null check (octet_length(sha256) = 32),
    document bigint not null,
    primary key (sha256, document)
);
create index secret_sheet_document on secret_sheet (document);
create function secret_sheets(documents bigint[]) returns table (sha256 bytea, document bigint) language sql stable as $$
    select distinct c.sha256, d.id
    from archive.document d join archive.dossier o on o.id = d.dossier left join archive.person p on p.key = o.owner
        join archive.sheet s on s.document = d.id
        join archive.content c on archive.prefix(c.sha256) = s.content and c.person is not distinct from p.key
    where d.id = any($1) and greatest(d.confidentiality, o.confidentiality) = 3
$$;

-- State of the text recognition.
create table recognition (
    only_one     boolean     primary key default true check (only_one),
    -- when recognition was switched on; null while it is off
    since        timestamptz,
    -- existing papers are queued up to this document; null if they are not recognized
    queued_up_to bigint,
    complete     boolean     not null default false
);
insert into recognition default values;

-- Sheets whose text must be recognized.
create table text_due (
    id       bigint      generated always as identity primary key,
    document bigint      not null,
    content  bigint      not null,
    -- increases when the covered areas change, which invalidates earlier results
    turn     int         not null default 0,
    tries    smallint    not null default 0,
    next     timestamptz not null default now(),
    unique (content, document)
);
create index text_due_next on text_due (next);
create index text_due_document on text_due (document);
create index text_due_failing on text_due (id) where tries >= 5;

-- Words of recognized sheets, with the kind and the district as two words that cannot be typed; null if nothing was recognized. Rows
-- never change.
create table sheet_text (
    content  bigint   not null,
    document bigint   not null,
    words    tsvector,
    primary key (content, document)
);
create index sheet_text_document on sheet_text (document);
create index sheet_text_words on sheet_text using gin (words) where words is not null;
