-- Keys of projects, environments, routes, teams and migrations are never reused: rows are marked as deleted, never removed,
-- and the unique constraints span the deleted ones too.

create table project (
    key         text primary key check (key ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    name        text        not null,
    created_at  timestamptz not null,
    deleted_at  timestamptz
);

create table environment (
    id             bigint generated always as identity primary key,
    project_key    text        not null references project (key),
    key            text        not null check (key ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    name           text        not null,
    is_protected   boolean     not null,
    epoch          text        not null,
    revision       bigint      not null default 0,
    rollback_mode  text check (rollback_mode in ('rollback', 'isolate')),
    rolled_back_at timestamptz,
    rolled_back_by text,
    created_at     timestamptz not null,
    unique (project_key, key)
);

-- What an environment's SDKs get to see, one row per route or segment; the ruleset is their ordered concatenation.
create table published (
    environment_id bigint not null references environment (id),
    section        text   not null check (section in ('route', 'segment')),
    key            text   not null,
    revision       bigint not null,
    body           text   not null,
    primary key (environment_id, section, key)
);

create table change (
    environment_id  bigint      not null references environment (id),
    revision        bigint      not null,
    at              timestamptz not null,
    actor           text        not null,
    action          text        not null,
    subject         text        not null,
    reason          text,
    idempotency_key text,
    primary key (environment_id, revision)
);
create unique index change_idempotency on change (environment_id, idempotency_key) where idempotency_key is not null;

create table change_item (
    environment_id bigint not null,
    revision       bigint not null,
    section        text   not null,
    key            text   not null,
    before_state   text,
    after_state    text,
    primary key (environment_id, revision, section, key),
    foreign key (environment_id, revision) references change (environment_id, revision)
);
create index change_item_by_key on change_item (environment_id, section, key, revision desc);

create table team (
    project_key text        not null references project (key),
    key         text        not null check (key ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    name        text        not null,
    created_at  timestamptz not null,
    deleted_at  timestamptz,
    primary key (project_key, key)
);

create table migration (
    project_key text        not null references project (key),
    key         text        not null check (key ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    name        text        not null,
    motivation  text        not null,
    decision    text        not null check (decision in ('migrate', 'evolve', 'not-now')),
    owner_team  text,
    target_date date,
    version     bigint      not null,
    created_at  timestamptz not null,
    deleted_at  timestamptz,
    primary key (project_key, key),
    foreign key (project_key, owner_team) references team (project_key, key)
);

create table route (
    project_key   text        not null references project (key),
    key           text        not null check (key ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    description   text        not null,
    method        text,
    path          text,
    kind          smallint    not null check (kind in (2, 4, 6)),
    legacy_target text,
    new_target    text,
    owner_team    text,
    migration_key text,
    bucket_by     text        not null,
    bucket_group  text,
    salt          text        not null,
    missing_key   text        not null check (missing_key in ('legacy', 'random')),
    data          text        not null check (data in ('shared', 'partitioned')),
    version       bigint      not null,
    created_at    timestamptz not null,
    deleted_at    timestamptz,
    primary key (project_key, key),
    foreign key (project_key, owner_team) references team (project_key, key),
    foreign key (project_key, migration_key) references migration (project_key, key)
);

-- One method and path leads to one route.
create unique index route_by_path on route (project_key, coalesce(method, '*'), path)
    where path is not null and deleted_at is null;

create table flag (
    id               bigint generated always as identity primary key,
    environment_id   bigint  not null references environment (id),
    route_key        text    not null,
    version          bigint  not null,
    enabled          boolean not null,
    cohorts          text    not null,
    rollback_stage   text,
    rollback_mode    text check (rollback_mode in ('rollback', 'isolate')),
    rolled_back_at   timestamptz,
    rolled_back_by   text,
    rollback_reason  text,
    -- Since when some writes exist only in the new side; what makes a rollback lossy.
    new_only_since   timestamptz,
    unique (environment_id, route_key)
);

create table segment (
    id             bigint generated always as identity primary key,
    environment_id bigint not null references environment (id),
    key            text   not null check (key ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    version        bigint not null,
    body           text   not null,
    deleted        boolean not null default false,
    unique (environment_id, key)
);
