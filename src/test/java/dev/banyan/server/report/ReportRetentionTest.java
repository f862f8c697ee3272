package dev.banyan.server.report;

import static dev.banyan.server.testing.TestService.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestService;
import dev.banyan.server.testing.TestShop;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stays of a report, and what goes. */
@BanyanTest
class ReportRetentionTest {
    private static final String REPORT_OF = "from instance_report where application = ?";
    private static final String DECLARED_BY =
            "from declaration d where exists (select 1 from environment e where e.id = d.environment_id and e.project_key = ?)";

    @Inject
    DataSource database;

    @Inject
    ReportInbox inbox;

    private TestShop shop;
    private String application;
    private TestService service;

    @BeforeEach
    void openShop() {
        shop = TestShop.open().route("orders.put", 6).route("orders.get", 2);
        application = shop.project();
        service = TestService.of(shop, "one", application);
    }

    @Test
    void the_same_report_writes_nothing_and_another_one_does() throws SQLException {
        service.declares(route("orders.put", 6, "off", "com.shop.Orders.put:1"));
        String first = text("select concat(xmin, ' ', at) " + REPORT_OF, application);

        service.declares(route("orders.put", 6, "off", "com.shop.Orders.put:1"));
        assertThat(text("select concat(xmin, ' ', at) " + REPORT_OF, application))
                .isEqualTo(first);

        service.declares(route("orders.put", 6, "off", "com.shop.Orders.put:2"));
        assertThat(text("select concat(xmin, ' ', at) " + REPORT_OF, application))
                .isNotEqualTo(first);
    }

    @Test
    void a_key_cannot_fill_the_table_of_declarations_and_what_was_said_before_goes_on() throws SQLException {
        service.declares(route("orders.put", 6, "off", "com.shop.Orders.put:1"));
        fillDeclarations();

        service.report(route("orders.put", 6, "off", "com.shop.Orders.put:2"), "")
                .statusCode(429)
                .header("Retry-After", "300");

        service.declares(route("orders.put", 6, "off", "com.shop.Orders.put:1"));
        service.beside("two", application).declares(route("orders.put", 6, "off", "com.shop.Orders.put:1"));
    }

    private void fillDeclarations() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        insert into declaration (environment_id, declared, route_key, kind, default_stage, sites)
                        select e.id, 'made up', 'r' || n, null, 'off', repeat('x', 1024 * 1024)
                        from environment e, generate_series(1, 16) n where e.project_key = ?""")) {
            statement.setString(1, shop.project());
            statement.executeUpdate();
        }
    }

    @Test
    void instances_of_one_build_share_what_they_declare_and_what_nobody_declares_goes() throws SQLException {
        service.declares(route("orders.put", 6, "off", "com.shop.Orders.put:1"));
        service.beside("two", application).declares(route("orders.put", 6, "off", "com.shop.Orders.put:1"));
        assertThat(text("select count(*) " + DECLARED_BY, shop.project())).isEqualTo("1");

        service.declares(route("orders.get", 2, "off", "com.shop.Orders.get:1"));
        service.beside("two", application).declares();
        inbox.tidyUp();

        assertThat(text("select string_agg(route_key, ',') " + DECLARED_BY, shop.project()))
                .isEqualTo("orders.get");
    }

    @Test
    void a_report_goes_with_its_instance_but_a_backlog_stays() throws SQLException {
        service.report(
                        route("orders.put", 6, "off", "com.shop.Orders.put:1"),
                        TestService.backlog("orders.put", "ledger-a", 12))
                .statusCode(204);
        assertThat(text("select count(*) " + REPORT_OF, application)).isEqualTo("1");

        forgetInstances();

        assertThat(text("select count(*) " + REPORT_OF, application)).isEqualTo("0");
        shop.editor()
                .request()
                .get(shop.routePath("orders.put") + "/declarations")
                .then()
                .body("items", hasSize(0));
        shop.editor()
                .request()
                .get(shop.routePath("orders.put") + "/backlog")
                .then()
                .body("entries", equalTo(12));
    }

    private void forgetInstances() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("delete from instance where application = ?")) {
            statement.setString(1, application);
            statement.executeUpdate();
        }
    }

    private String text(String sql, String argument) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }
}
