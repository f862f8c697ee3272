-- What an instance says that it understands, words with spaces between them; null when it says nothing.
alter table instance add column understands text;

-- What it does not understand of the revision that it has applied: [{"route", "keeps", "reason"}]. Counts only while that revision is the one
-- that it holds: a replica of the release before writes a newer one down without it.
alter table instance add column unread jsonb;
alter table instance add column unread_revision bigint;
