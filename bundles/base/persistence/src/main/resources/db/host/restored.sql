-- The rows of a backup say which installations were the city's; where they were restored has to show that it is one of them.
update host.node set restored = true;
delete from host.database;
delete from host.quarantine;
