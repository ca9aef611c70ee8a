-- Words of titles, each with the kind and the district of its document before it: what a word has in a district and a kind is read alone, not what it has in the
-- whole city, and a search goes from one of these to the next until it has enough. Of properties alone; a person's papers are in no district.
create function title_words(title text, kind smallint, district smallint) returns tsvector
    language plpgsql immutable strict parallel safe cost 10000 as $$
declare
    cell text := kind::text || '.' || district::text || ':';
    words text := array_to_string(tsvector_to_array(to_tsvector('simple'::regconfig, title)), chr(31) || cell);
begin
    -- the parser makes no word with the separator in it
    return case words when '' then ''::tsvector else array_to_tsvector(string_to_array(cell || words, chr(31))) end;
end
$$;
set local maintenance_work_mem = '256MB';
-- a search reads once for each kind or district what is not sorted in yet, so that must be little
create index document_title_words on document using gin (title_words(title, kind, district)) with (gin_pending_list_limit = 128)
    where title is not null and district is not null;
drop index document_words;
drop function words(text, smallint, smallint);
