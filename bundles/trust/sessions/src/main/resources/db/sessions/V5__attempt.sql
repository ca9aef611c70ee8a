-- Attempts at secrets that can be guessed, counted for all nodes. The id is a keyed digest of what is counted: nobody reads from a row who tried
-- what from where. Unlogged, because a count is of no use after a crash and must not cost a sync of the log: PostgreSQL empties the table then.
create unlogged table attempt (
    id      text        primary key,
    count   int         not null,
    -- no attempt before this time; of a total: the alarm lasts until then
    until   timestamptz not null,
    -- when the count starts at zero again
    expires timestamptz not null,
    -- of a total: the kind, and since when the alarm lasts
    kind    text,
    raised  timestamptz
) with (fillfactor = 50);

-- Counts an attempt unless a limit is exceeded, in one statement of the caller. Rows are locked in the order of their ids, so that no two calls wait
-- for each other; what is decided after that sees what was committed meanwhile. A refused attempt reads and does not lock.
create function reserve_attempt(ids text[], mosts int[], stricts int[], seconds int[], growings boolean[],
        total_kind text, total_most int, total_seconds int, anyway boolean, given timestamptz)
    returns table (blocked timestamptz, moment timestamptz, alarm boolean, untils bigint[], befores bigint[]) language plpgsql volatile as $$
#variable_conflict use_column
declare
    total text := 'total ' || total_kind;
    above boolean;
begin
    for pass in 1 .. 2 loop
        if pass = 2 then
            insert into sessions.attempt as a (id, count, until, expires)
                select x, 0, to_timestamp(0), to_timestamp(0) from unnest(ids || total) x order by x
                on conflict (id) do update set count = a.count;
        end if;
        moment := coalesce(given, clock_timestamp());
        above := coalesce((select a.until > moment from sessions.attempt a where a.id = total), false);
        blocked := (select max(case when k.growing then a.until
                        when a.count >= case when above then k.strict else k.most end then a.expires end)
                from unnest(ids, mosts, stricts, growings) as k(id, most, strict, growing)
                join sessions.attempt a on a.id = k.id where a.expires > moment);
        if blocked <= moment then
            blocked := null;
        end if;
        if blocked is not null and not anyway then
            alarm := false;
            return next;
            return;
        end if;
    end loop;
    with counted as (
        update sessions.attempt a set count = c.count, until = c.until,
            expires = case when k.growing then c.until + k.seconds * interval '1 second'
                when a.expires > moment then a.expires else moment + k.seconds * interval '1 second' end
        from unnest(ids, mosts, stricts, seconds, growings) with ordinality as k(id, most, strict, seconds, growing, place),
            lateral (select case when b.expires > moment then b.count else 0 end + 1 as count, b.until as before from sessions.attempt b where b.id = k.id) n,
            lateral (select n.count, n.before, n.count - case when above then k.strict else k.most end as beyond) m,
            lateral (select m.count, m.before, case when k.growing and m.beyond >= 0
                then moment + least(k.seconds, 2 ^ least(m.beyond, 20)) * interval '1 second' else moment end as until) c
        where a.id = k.id
        returning k.place, a.until, c.before)
    select array_agg((extract(epoch from c.until) * 1000000)::bigint order by c.place),
        array_agg((extract(epoch from c.before) * 1000000)::bigint order by c.place) into untils, befores from counted c;
    update sessions.attempt a set
        kind = total_kind,
        count = case when a.expires > moment then a.count else 0 end + 1,
        expires = case when a.expires > moment then a.expires else moment + total_seconds * interval '1 second' end,
        raised = case when a.expires > moment and a.count + 1 >= total_most and not above then moment else a.raised end,
        until = case when a.expires > moment and a.count + 1 >= total_most then moment + interval '1 hour' else a.until end
    where a.id = total
    returning a.until > moment and not above into alarm;
    blocked := null;
    return next;
end $$;

-- Takes an attempt back. The delay that this attempt made gives way to the one before; a delay that a later attempt made stays.
create function release_attempt(ids text[], growings boolean[], cleareds boolean[], mine bigint[], befores bigint[], total_kind text, total_most int,
        given timestamptz) returns void language plpgsql volatile as $$
#variable_conflict use_column
declare
    total text := 'total ' || total_kind;
    moment timestamptz := coalesce(given, clock_timestamp());
begin
    perform from sessions.attempt a where a.id = any(ids || total) order by a.id for update;
    delete from sessions.attempt a using unnest(ids, cleareds) as k(id, cleared) where a.id = k.id and k.cleared;
    update sessions.attempt a set count = greatest(a.count - 1, 0),
        until = case when k.growing and (extract(epoch from a.until) * 1000000)::bigint = k.until then to_timestamp(k.before / 1000000.0) else a.until end
    from unnest(ids, growings, mine, befores) as k(id, growing, until, before) where a.id = k.id;
    update sessions.attempt a set count = greatest(a.count - 1, 0),
        until = case when a.count = total_most then least(a.until, moment) else a.until end
    where a.id = total;
end $$;
