-- Every opening of a case wants the register as it is, and wants it to stay so until it ends. A lock that is in memory alone is shared by
-- all of them; a row that all of them lock is written by each. The row is read by a statement of its own, which sees what was committed while
-- the lock was waited for.
create function steady() returns uuid language plpgsql volatile as $$
begin
    perform pg_advisory_xact_lock_shared(hashtext('catalogue.revision'));
    return (select id from catalogue.revision);
end $$;
