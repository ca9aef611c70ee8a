-- The key of persons is lost: their papers are found no more, and who comes now is known by a new key.
delete from archive.person_key;
