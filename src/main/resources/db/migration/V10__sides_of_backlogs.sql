-- Which side lacks the writes: at live and beyond the second write goes to legacy. Services that do not say it count as before, as
-- missing on new; so does a replica of the release before, which knows no sides.
alter table backlog add column side text not null default 'new' check (side in ('legacy', 'new'));
alter table backlog drop constraint backlog_pkey, add primary key (environment_id, route_key, ledger, side);

-- Writes that could not even be kept are missing, whether others wait or not.
alter table backlog drop constraint backlog_entries_check, add check (entries >= 0 and entries + lost > 0);
