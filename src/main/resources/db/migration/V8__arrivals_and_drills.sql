-- An acknowledgement counts in the epoch that it was made in only. Null: written by a server of before, which may run beside this one;
-- it says nothing about times then.
alter table applied add column epoch text;

-- The last rehearsal of a route's rollback: the revision that went the whole way and moved nobody.
alter table flag
    add column drilled_revision bigint,
    add column drilled_at       timestamptz,
    add column drilled_by       text;

-- How a change arrived. Outlives the acknowledgements that it was counted from. Counted again while somebody is missing, for an hour.
create table arrival (
    environment_id bigint      not null references environment (id),
    revision       bigint      not null,
    total          integer     not null,
    applied        integer     not null,
    refused        integer     not null,
    gone           integer     not null,
    first_millis   bigint,
    p50_millis     bigint,
    p99_millis     bigint,
    last_millis    bigint,
    -- Who had not applied it, as JSON; the first of them only.
    missing        text        not null,
    counted_at     timestamptz not null,
    primary key (environment_id, revision)
);

-- What has just been changed, and so is still arriving.
create index change_by_time on change (at);

-- The ways back of an environment, newest first.
create index change_back on change (environment_id, at desc, revision desc)
    where action in ('flag.rolled-back', 'flag.isolated', 'flag.drilled', 'migration.rolled-back', 'migration.isolated',
                     'environment.rolled-back', 'environment.isolated');
