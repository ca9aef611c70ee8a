-- An attempt is changed five times within minutes: with room beside it the new version stays on its page.
alter table attempt set (fillfactor = 70);
alter table bill set (fillfactor = 80);
