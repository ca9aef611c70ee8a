-- Wake-up messages that are sent with the transaction that wrote them. A row is deleted once the broker has the message on its disk.
create table message (
    id    uuid primary key,
    queue text not null check (queue ~ '^[a-z0-9.-]{1,100}$'),
    ref   uuid not null
);
