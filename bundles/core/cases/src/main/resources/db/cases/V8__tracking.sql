-- The code by which a citizen follows the case: random, with a check symbol; see TrackingCode. The default gives one to each case that is
-- there already, and to those that a hub of the version before still opens beside this one.
create function tracking_code() returns text language plpgsql volatile as $$
declare
    symbols text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    -- of a random UUID the first six bytes are all chance
    chance  bytea := substring(uuid_send(gen_random_uuid()) for 6) || substring(uuid_send(gen_random_uuid()) for 6)
                  || substring(uuid_send(gen_random_uuid()) for 3);
    code    text := '';
    sum     int := 0;
    symbol  int;
begin
    for i in 0..14 loop
        symbol := get_byte(chance, i) & 31;
        sum := sum << 1;
        if sum > 31 then sum := sum # 37; end if;
        sum := sum # symbol;
        code := code || substr(symbols, symbol + 1, 1) || case when i % 4 = 3 then '-' else '' end;
    end loop;
    sum := sum << 1;
    if sum > 31 then sum := sum # 37; end if;
    return code || substr(symbols, sum + 1, 1);
end $$;
alter table case_file add column tracking text not null default tracking_code();
create unique index case_tracking on case_file (tracking);
