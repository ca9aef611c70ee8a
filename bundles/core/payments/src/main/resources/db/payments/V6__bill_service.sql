-- which gateways a bill may be paid through depends on its service; null on bills of before
alter table bill add column service text;
