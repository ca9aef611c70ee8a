-- Nodes as they last reported. This schema is not part of a backup, because it describes processes, and keys that no backup contains.
create table node (
    name           text        primary key,
    -- one start of the process
    incarnation    uuid        not null,
    version        text        not null,
    joined         timestamptz not null,
    seen           timestamptz not null,
    -- left or lost; null while the node runs
    ended          text,
    -- difference to the database's clock; positive if the node is ahead
    clock_ms       bigint      not null,
    -- purposes of the keys that differ from the city's
    differing_keys text[]      not null,
    -- fingerprints by purpose
    keys           jsonb       not null,
    -- hashes of the values that all nodes must share, by name
    configuration  jsonb       not null
);

-- Fingerprints of the keys that all nodes must share. The keys themselves are not stored.
create table shared_key (
    purpose     text        primary key,
    fingerprint text        not null,
    -- the node that first registered the key, or confirmed it
    node        text        not null,
    registered  timestamptz not null
);

-- Files that are deployed on the nodes one after the other.
create table deployment (
    id        uuid        primary key,
    -- file name without a folder
    file      text        not null,
    -- name of the bundle, feature or file in the history of deployments
    name      text        not null,
    sha256    text        not null,
    -- the file, sealed by the vault for this row; null once no node needs it
    content   bytea,
    -- the initiator
    principal text        not null,
    person    text        not null,
    -- running | rolling-back | done | rolled-back
    state     text        not null,
    cause     text        not null default '',
    created   timestamptz not null default clock_timestamp(),
    changed   timestamptz not null default clock_timestamp()
);
create unique index deployment_open on deployment ((true)) where state in ('running', 'rolling-back');

-- The deployment on one node.
create table deployment_turn (
    deployment uuid        not null references deployment on delete cascade,
    position   int         not null,
    node       text        not null,
    -- waiting | running | switched | failed | rolling-back | rolled-back | missed
    state      text        not null,
    detail     text        not null default '',
    changed    timestamptz not null default clock_timestamp(),
    primary key (deployment, position),
    unique (deployment, node)
);
