-- Inquiries are sent again when the restore is complete; a due time from before would send them twice.
update cases.inquiry set next_attempt = null where next_attempt is not null;
