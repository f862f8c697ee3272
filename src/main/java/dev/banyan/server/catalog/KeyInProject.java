package dev.banyan.server.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** Names a team, a migration or a route. */
@Embeddable
record KeyInProject(@Column(name = "project_key") String project, String key) implements Serializable {}
