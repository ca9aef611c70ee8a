-- The master keys are lost: nobody opens anything of theirs again, and the vault begins anew.
update vault.key set wrapped = null, destroyed = now() where wrapped is not null;
delete from vault.key where owner = '00000000-0000-0000-0000-000000000000';
