package dev.banyan.server.flag;

import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.TakenRollback;

/** A rollback that is in force and still to be committed, with what will stand in the change log. */
public record UnsettledRollback(TakenRollback taken, Intent intent) {}
