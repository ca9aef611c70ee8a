asked as (
    select key, code as name, null::bigint as person, true as open, cardinality(:persons::text[]) > 0 and :persons::text[] <@ :willing::text[] as yes,
        null::uuid as vault
    from archive.property
    where key = archive.key_of_property(:property) and code = :property
    union all
    select key, encode(digest, 'hex'), key, encode(digest, 'hex') = any(:willing), encode(digest, 'hex') = any(:willing), vault from archive.person
    where key in (select archive.key_of(decode(p, 'hex')) from unnest(:persons) p) and encode(digest, 'hex') = any(:persons)
)
