-- All that some agency is still to be asked is sent when the restore is complete; what was due before would be sent twice.
update cases.inquiry set next_attempt = null where next_attempt is not null;
