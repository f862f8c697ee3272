package dev.banyan.server.catalog;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class TeamRows implements KeyedRows<TeamEntity> {}
