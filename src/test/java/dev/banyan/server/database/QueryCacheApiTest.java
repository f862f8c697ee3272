package dev.banyan.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

/** What is asked for each request must not make the next one slower. */
@BanyanTest
class QueryCacheApiTest {
    private static final int TIMES = 40;
    /** What is done by the clock may meet its queries for the first time meanwhile. */
    private static final int OTHERS = 20;
    /** Hibernate's default; a cache that is full would hide what is put into it. */
    private static final int ROOM = 2_048;

    @Inject
    EntityManagerFactory factory;

    @Test
    void a_query_is_kept_once_however_often_it_is_asked() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        move(shop, 1);
        int before = kept();

        for (int percentage = 2; percentage < TIMES; percentage++) {
            move(shop, percentage);
        }

        assertThat(kept() - before).isLessThan(OTHERS);
        assertThat(kept()).isLessThan(ROOM);
    }

    private static void move(TestShop shop, int percentage) {
        shop.patch("orders.get", Map.of("percentage", percentage)).statusCode(200);
        shop.flag("orders.get");
    }

    private int kept() {
        return factory.unwrap(SessionFactoryImplementor.class)
                .getQueryEngine()
                .getInterpretationCache()
                .getNumberOfCachedQueryPlans();
    }
}
