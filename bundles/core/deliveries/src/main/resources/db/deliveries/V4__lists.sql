-- What is under way is a small part of what was ever delivered.
create index delivery_state on delivery (state, id desc) where state not in ('DELIVERED', 'HANDED_OVER');
