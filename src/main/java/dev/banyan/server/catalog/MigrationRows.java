package dev.banyan.server.catalog;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class MigrationRows implements KeyedRows<MigrationEntity> {}
