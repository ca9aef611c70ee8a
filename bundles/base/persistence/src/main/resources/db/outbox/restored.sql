-- Messages to agencies are sent again when the restore is complete, so the restored ones would be duplicates.
delete from outbox.message where queue like 'inquiry.%' or queue like 'notice.%';
