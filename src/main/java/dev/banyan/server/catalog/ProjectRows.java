package dev.banyan.server.catalog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ProjectRows implements PanacheRepositoryBase<ProjectEntity, String> {}
