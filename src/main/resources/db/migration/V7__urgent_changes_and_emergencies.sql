-- The newest revision that instances acknowledge at once, without jitter: a rollback, or the rehearsal of one. 0: none yet.
alter table environment add column urgent_revision bigint not null default 0;

-- Rollbacks that were taken and delivered while the database was away, and committed afterwards. An instance lets go of one only when a ruleset
-- names it as settled, so the newest of them stay in the ruleset.
create table emergency (
    environment_id   bigint      not null references environment (id),
    id               uuid        not null,
    mode             text        not null check (mode in ('rollback', 'isolate')),
    -- As JSON; null for every route of the environment.
    routes           text,
    actor            text        not null,
    reason           text,
    -- By the clock of the replica that took it.
    taken_at         timestamptz not null,
    settled_revision bigint      not null,
    settled_at       timestamptz not null,
    primary key (environment_id, id)
);
create index emergency_by_revision on emergency (environment_id, settled_revision desc);
