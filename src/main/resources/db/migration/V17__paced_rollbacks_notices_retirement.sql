-- A rollback may return the route over some seconds. The setting; 0: at once.
alter table flag
    add column paced_seconds integer not null default 0 check (paced_seconds between 0 and 300),
    -- Of the rollback in force while it still comes down: how long it takes, what has been published of it, when more may be. Null: all of it.
    add column pace_seconds  integer check (pace_seconds between 1 and 300),
    add column pace_step     integer,
    add column pace_next_at  timestamptz,
    add check ((pace_seconds is null) = (pace_step is null) and (pace_seconds is null) = (pace_next_at is null));

-- Those that come down now, of all flags: few or none.
create index flag_coming_down on flag (pace_next_at) where pace_next_at is not null;
