-- When the environment's epoch began, unless that was with the environment: what clients say can begin another one only now and then.
alter table environment add column epoch_began_at timestamptz;
