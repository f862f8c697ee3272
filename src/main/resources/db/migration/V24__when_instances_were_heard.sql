-- When an instance sent something itself. That its stream is open (last_seen) says nothing of the process behind it. Null where a replica of
-- an older release has written the row.
alter table instance add column last_heard timestamptz;
