-- Acts that need two people: one requests an act, and another one executes it.
create table approval (
    id           uuid        primary key,
    act          text        not null,
    -- parameters of the act
    terms        jsonb       not null,
    reason       text        not null,
    -- opens the commitment to the reason in the journal
    salt         text        not null,
    state        text        not null check (state in ('asked', 'done', 'refused')),
    asked_by     text        not null,
    asked        timestamptz not null,
    expires      timestamptz not null,
    decided_by   text,
    decided      timestamptz,
    result       text,
    -- keyed digest of the person who asked, by which another login of the same person is recognized; empty if unknown
    asked_person text        not null default '',
    check (decided_by <> asked_by)
);

-- Logins that a person confirmed as still needed. The newest row of a login counts.
create table recertified (
    id    bigint      generated always as identity primary key,
    login text        not null,
    roles text        not null,
    by    text        not null,
    at    timestamptz not null default now(),
    check (by <> login)
);
create index recertified_login on recertified (login, id desc);

-- The first act of a hub: the logins that existed at that moment were accepted.
create table founding (
    one     boolean     primary key default true check (one),
    at      timestamptz not null default now(),
    logins  int         not null,
    -- true if the hub was founded without second people, as a demo is
    at_once boolean     not null default false
);

-- Roles of logins that two people accepted, or that existed at the founding. A row includes the login's credential, because a person who
-- can change the credential controls the login. A login that disappears from the files is deleted here one minute later, and must be
-- accepted again.
create table accepted (
    login    text        not null,
    person   text        not null,
    role     text        not null,
    proof    text        not null,
    at       timestamptz not null default now(),
    approval uuid        references approval,
    primary key (login, person, role, proof)
);

-- Files of users that two key holders signed. Each file restores its logins once.
create table recovery (
    digest text        primary key,
    at     timestamptz not null default now()
);
