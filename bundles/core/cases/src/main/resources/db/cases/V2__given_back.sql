-- milliseconds by which our own downtime has moved the deadline: kept when it is computed anew
alter table inquiry add column given_back bigint not null default 0;
