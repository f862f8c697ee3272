-- A replica reads what has changed since the revision that it has: a few rows of thousands.
create index published_by_revision on published (environment_id, revision);
