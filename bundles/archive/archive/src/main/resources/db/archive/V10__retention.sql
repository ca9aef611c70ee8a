-- How long papers are kept, who sees them, and what may not be destroyed whatever else is said. A document is kept until the later of its own date and
-- its dossier's; it is as confidential as the higher of the two says.

-- 0 (null) open to the cases of offices; 1 with the yes of whom it is of; 2 to no case of an office; 3 to the records authority alone
alter table holding add column confidentiality smallint;
update holding h set confidentiality = g.level
    from (select d.id, o.owner, greatest(d.confidentiality, o.confidentiality) as level from document d join dossier o on o.id = d.dossier
        where d.confidentiality > 0 or o.confidentiality > 0) g
    where h.owner = g.owner and h.document = g.id;

create index document_retained on document (retained_until) where retained_until is not null;
create index dossier_retained on dossier (retained_until) where retained_until is not null;

-- what the records authority said, and what was so before; null for without end
create table retention_act (
    id        bigint      generated always as identity primary key,
    dossier   bigint,
    document  bigint,
    what      text        not null check (what in ('retention', 'confidentiality')),
    said      text,
    before    text,
    reason    text        not null,
    salt      text        not null,
    principal text        not null,
    at        timestamptz not null,
    check (num_nonnulls(dossier, document) = 1)
);

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
