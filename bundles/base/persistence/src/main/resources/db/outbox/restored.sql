-- All that some agency is still to be asked or told is sent when the restore is complete; what waited here would be sent besides.
delete from outbox.message where queue like 'inquiry.%' or queue like 'notice.%';
