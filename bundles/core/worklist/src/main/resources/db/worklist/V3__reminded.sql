-- when its agency was last reminded of the deadline
alter table item add reminded timestamptz;
