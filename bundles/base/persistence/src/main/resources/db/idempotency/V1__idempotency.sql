-- Results of calls by caller, operation and key. A call is written once, at its end.
create table call (
    principal   text        not null,
    operation   text        not null,
    key         text        not null,
    body_digest text        not null,
    result      text,
    at          timestamptz not null default now(),
    -- case whose key seals the result; null if the result contains nothing about a person
    about       uuid,
    -- the sealed result; empty if its person was erased
    sealed      bytea,
    primary key (principal, operation, key)
);
create index call_about on call (about) where about is not null;

-- Equal calls wait for each other at a lock. The lock and the query are two statements, because the query must see what was committed
-- while the lock was awaited.
create function called(by_whom text, what text, named text) returns setof idempotency.call language plpgsql volatile as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('idempotency.call ' || by_whom || ' ' || what || ' ' || named, 0));
    return query select * from idempotency.call c where c.principal = by_whom and c.operation = what and c.key = named;
end $$;
