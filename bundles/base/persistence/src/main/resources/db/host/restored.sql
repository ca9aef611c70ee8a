-- The rows of a backup list the city's installations. An installation that restores the backup must prove that it is one of them.
update host.node set restored = true;
delete from host.database;
delete from host.quarantine;
