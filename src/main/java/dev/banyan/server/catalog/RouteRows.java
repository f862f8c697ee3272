package dev.banyan.server.catalog;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class RouteRows implements KeyedRows<RouteEntity> {}
