-- The master keys are lost. Data of their owners cannot be opened any more, and the vault starts with a new key.
update vault.key set wrapped = null, destroyed = now() where wrapped is not null;
delete from vault.key where owner = '00000000-0000-0000-0000-000000000000';
delete from vault.key where owner = '00000000-0000-0000-0000-000000000001';
