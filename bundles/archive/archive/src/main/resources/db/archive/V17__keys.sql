-- The same values as before, several times faster: what names its argument once becomes part of the statement that calls it, and what cannot
-- (convert_to is not immutable to PostgreSQL) is run by PL/pgSQL, which keeps its plan for the session.
create or replace function prefix(sha256 bytea) returns bigint language sql immutable parallel safe as $$
    select ('x' || encode(substring($1, 1, 8), 'hex'))::bit(64)::bigint
$$;

create or replace function key_of_property(code text) returns bigint language plpgsql immutable parallel safe as $$
begin
    return archive.key_of(sha256(convert_to('property ' || code, 'UTF8')));
end $$;

create or replace function key_of_scan(owner text, kind text, sha256 bytea) returns bigint language plpgsql immutable parallel safe as $$
begin
    return archive.key_of(sha256(convert_to('scan ' || owner || ' ' || kind || ' ', 'UTF8') || sha256));
end $$;

create or replace function key_of_sourced(source text, document text) returns bigint language plpgsql immutable parallel safe as $$
begin
    return archive.key_of(sha256(convert_to('source ' || source || ' ' || document, 'UTF8')));
end $$;
