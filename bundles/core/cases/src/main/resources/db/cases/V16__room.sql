-- A case is changed some ten times in its first days, an inquiry twice. With room beside it the new version stays on its page, and those
-- changes that no index knows of touch no index.
alter table case_file set (fillfactor = 70);
alter table inquiry set (fillfactor = 80);
