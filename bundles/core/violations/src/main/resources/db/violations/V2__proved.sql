-- By which number the reporter had logged in: a keyed digest; null once the reporter is erased. A report from before is shown to nobody: which
-- number its reporter had nobody can tell, and offices write numbers down.
alter table report add column proved text;
