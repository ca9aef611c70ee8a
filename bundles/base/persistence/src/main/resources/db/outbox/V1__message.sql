-- Wake-ups that must leave with their transaction. A row is deleted once the broker has it on disk.
create table message (
    id    uuid primary key,
    queue text not null check (queue ~ '^[a-z0-9.-]{1,100}$'),
    ref   uuid not null
);
