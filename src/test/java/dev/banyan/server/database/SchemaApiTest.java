package dev.banyan.server.database;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.banyan.server.testing.BanyanTest;
import jakarta.inject.Inject;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Hibernate starts without looking at the database, so this looks instead. */
@BanyanTest
class SchemaApiTest {

    @Inject
    SessionFactory hibernate;

    @Test
    void the_migrations_make_the_tables_that_the_entities_expect() {
        assertThatCode(() -> hibernate.getSchemaManager().validateMappedObjects())
                .doesNotThrowAnyException();
    }
}
