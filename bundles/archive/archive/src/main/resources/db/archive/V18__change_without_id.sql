-- nobody asked for it: changes are found by the prefix of their hash
alter table tree_change drop column id;
