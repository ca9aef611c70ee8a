-- The key of persons is lost. Their papers cannot be found any more, and new persons get a digest with a new key.
delete from archive.person_key;
