package dev.banyan.server.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

@Entity
@Table(name = "route")
class RouteEntity extends Keyed {
    String description;
    String method;
    String path;
    short kind;

    @Column(name = "legacy_target")
    String legacyTarget;

    @Column(name = "new_target")
    String newTarget;

    @Column(name = "owner_team")
    String ownerTeam;

    @Column(name = "migration_key")
    String migration;

    @Column(name = "bucket_by")
    String bucketBy;

    @Column(name = "bucket_group")
    String bucketGroup;

    String salt;

    @Column(name = "missing_key")
    String missingKey;

    String data;

    @Version
    long version;
}
