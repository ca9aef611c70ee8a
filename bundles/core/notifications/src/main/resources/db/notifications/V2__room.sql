-- A message is changed twice within seconds: with room beside it the new version stays on its page.
alter table message set (fillfactor = 80);
