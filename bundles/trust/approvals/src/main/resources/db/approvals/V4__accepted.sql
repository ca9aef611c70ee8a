-- The act that a hub begins with: whoever could log in then.
create table founding (
    one    boolean     primary key default true check (one),
    at     timestamptz not null default now(),
    logins int         not null
);
-- Roles of logins that two people said yes to, or that the hub was founded with, each with what the login proves itself by: who changes that has the
-- login. What is not written any more is taken out here a minute later: who comes back is a new one.
create table accepted (
    login    text        not null,
    person   text        not null,
    role     text        not null,
    proof    text        not null,
    at       timestamptz not null default now(),
    approval uuid        references approval (id),
    primary key (login, person, role, proof)
);
