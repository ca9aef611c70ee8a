-- rial, what the bank took where that is not what it was asked for
alter table attempt add column received bigint;
