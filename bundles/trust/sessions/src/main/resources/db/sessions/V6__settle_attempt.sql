-- Replaces a reserved attempt by as many attempts as the call turned out to make. The last number is also the kind's.
create function settle_attempt(ids text[], counts int[], total_kind text) returns void language plpgsql volatile as $$
#variable_conflict use_column
declare
    total text := 'total ' || total_kind;
begin
    perform from sessions.attempt a where a.id = any(ids || total) order by a.id for update;
    update sessions.attempt a set count = greatest(a.count - 1 + k.count, 0)
    from unnest(ids || total, counts || counts[cardinality(counts)]) as k(id, count) where a.id = k.id;
end $$;
