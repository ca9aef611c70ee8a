-- From which network whose login succeeded. The id is a keyed digest of both: nobody reads from a row who came from where. Rows live 30 days.
create table login_network (
    id text        primary key,
    at timestamptz not null
);
create index login_network_at on login_network (at);
