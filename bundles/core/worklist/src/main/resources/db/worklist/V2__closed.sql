-- A row stays when its inquiry is over, so that a late or doubled wake-up does not bring it back. That of an inquiry which was
-- withdrawn before it ever lay here has no agency.
alter table item add closed timestamptz;
drop index item_agency;
create index item_open on item (agency, inquiry) where closed is null;
