-- A file that is deployed on one node after the other.
create table deployment (
    id uuid primary key,
    -- the file's name, without a folder
    file text not null,
    -- of the bundle, the feature or the file, as the history of deployments has it
    name text not null,
    sha256 text not null,
    -- the file, sealed by the vault for this row; null once no node needs it
    content bytea,
    -- who began it
    principal text not null,
    person text not null,
    -- running | rolling-back | done | rolled-back
    state text not null,
    cause text not null default '',
    created timestamptz not null default clock_timestamp(),
    changed timestamptz not null default clock_timestamp()
);

create unique index deployment_open on deployment ((true)) where state in ('running', 'rolling-back');

-- The turn of one node in it.
create table deployment_turn (
    deployment uuid not null references deployment on delete cascade,
    position integer not null,
    node text not null,
    -- waiting | running | switched | failed | rolling-back | rolled-back | missed
    state text not null,
    detail text not null default '',
    changed timestamptz not null default clock_timestamp(),
    primary key (deployment, position),
    unique (deployment, node)
);
