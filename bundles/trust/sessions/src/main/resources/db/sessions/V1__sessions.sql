-- Sessions of people in browsers. The id is a hash, so a row of this table opens no session.
create table session (
    id        text        primary key,
    principal text        not null,
    roles     text[]      not null,
    voucher   text        not null,
    began     timestamptz not null default now(),
    seen      timestamptz not null default now(),
    ended     timestamptz,
    -- keyed digest of the person, by which another login of the same person is recognized; empty if unknown
    person    text        not null default ''
);
create index session_began on session (began);

-- Networks from which logins succeeded. The id is a keyed digest of login and network. Rows are kept for 30 days.
create table login_network (
    id text        primary key,
    at timestamptz not null
);
create index login_network_at on login_network (at);

-- Unsent input of pages. The holder is a keyed digest; the text is sealed with a key of the draft, which is destroyed with it. Rows are
-- kept for seven days.
create table draft (
    holder   text        not null,
    name     text        not null,
    id       uuid        not null,
    sealed   bytea       not null,
    saved_at timestamptz not null,
    primary key (holder, name)
);
create index draft_saved_at on draft (saved_at);

-- Attempts at secrets that can be guessed, counted for all nodes. The id is a keyed digest of what is counted. The table is unlogged,
-- because a count is useless after a crash and must not cost a sync of the log: PostgreSQL then empties it.
create unlogged table attempt (
    id      text        primary key,
    count   int         not null,
    -- no attempt before this time; for a total: the end of the alarm
    until   timestamptz not null,
    -- the count restarts at zero
    expires timestamptz not null,
    -- for a total: the kind, and the begin of the alarm
    kind    text,
    raised  timestamptz
) with (fillfactor = 50);

-- Counts an attempt unless a limit is exceeded, in one statement of the caller. Rows are locked in the order of their ids, so that no two
-- calls block each other; the decision after the locks sees what was committed while they were awaited. A refused attempt reads without
-- locking.
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

-- Reverts a counted attempt. The delay of this attempt is replaced by the previous one; the delay of a later attempt stays.
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

-- Replaces a reserved attempt by the number of attempts that the call turned out to make. The last number also applies to the kind.
create function settle_attempt(ids text[], counts int[], total_kind text) returns void language plpgsql volatile as $$
#variable_conflict use_column
declare
    total text := 'total ' || total_kind;
begin
    perform from sessions.attempt a where a.id = any(ids || total) order by a.id for update;
    update sessions.attempt a set count = greatest(a.count - 1 + k.count, 0)
    from unnest(ids || total, counts || counts[cardinality(counts)]) as k(id, count) where a.id = k.id;
end $$;
