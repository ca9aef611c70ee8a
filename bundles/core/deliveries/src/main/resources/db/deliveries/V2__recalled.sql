-- That somebody wants it called off, as long as the post has not heard of that.
alter table delivery add column recalled boolean not null default false;
