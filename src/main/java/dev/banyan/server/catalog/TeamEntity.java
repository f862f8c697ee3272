package dev.banyan.server.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

@Entity
@Table(name = "team")
class TeamEntity extends Keyed {
    String name;
}
