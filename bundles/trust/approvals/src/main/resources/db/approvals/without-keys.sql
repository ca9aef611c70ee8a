-- The key of the digests is lost, so no acceptance can be proved any more. The hub is founded again, with the logins in its files.
delete from approvals.accepted;
delete from approvals.accepted_code;
delete from approvals.founding;
update approvals.approval set state = 'refused' where state = 'asked';
