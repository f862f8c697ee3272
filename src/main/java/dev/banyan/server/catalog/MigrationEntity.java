package dev.banyan.server.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;

@Entity
@Table(name = "migration")
class MigrationEntity extends Keyed {
    String name;
    String motivation;
    String decision;

    @Column(name = "owner_team")
    String ownerTeam;

    @Column(name = "target_date")
    LocalDate targetDate;

    @Version
    long version;
}
