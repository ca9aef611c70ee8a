-- Equal calls wait for each other at a lock, and what a call led to is written once, at its end: no row that is written and changed.
-- The two statements must see what was committed while they waited, which in one statement they would not.
create function called(by_whom text, what text, named text) returns setof idempotency.call language plpgsql volatile as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('idempotency.call ' || by_whom || ' ' || what || ' ' || named, 0));
    return query select * from idempotency.call c where c.principal = by_whom and c.operation = what and c.key = named;
end $$;
-- nothing looks for calls by their time
drop index idempotency.call_at;
