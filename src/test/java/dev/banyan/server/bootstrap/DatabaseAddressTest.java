package dev.banyan.server.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    @Test
    void a_jdbc_url_stays_as_it_is() {
        String url = "jdbc:postgresql://db.example:6432/banyan?sslmode=verify-full";

        assertThat(DatabaseAddress.of(url, "ana", "secret")).isEqualTo(new DatabaseAddress(url, "ana", "secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "postgresql"})
    void the_form_of_psql_is_understood_with_its_login(String scheme) {
        DatabaseAddress address =
                DatabaseAddress.of(scheme + "://ana:p%40ss+w%2Ford@db.example:6432/banyan?sslmode=require", null, null);

        assertThat(address)
                .isEqualTo(new DatabaseAddress(
                        "jdbc:postgresql://db.example:6432/banyan?sslmode=require", "ana", "p@ss+w/ord"));
    }

    @Test
    void variables_win_over_the_login_in_the_url() {
        assertThat(DatabaseAddress.of("postgresql://ana:old@db/banyan", "ben", "new"))
                .isEqualTo(new DatabaseAddress("jdbc:postgresql://db/banyan", "ben", "new"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://one:5432,two/banyan", "postgresql://one:5432,two/banyan"})
    void of_several_hosts_the_primary_is_looked_for_unless_told_otherwise(String url) {
        assertThat(DatabaseAddress.of(url, null, null).jdbcUrl())
                .isEqualTo("jdbc:postgresql://one:5432,two/banyan?targetServerType=primary");
        assertThat(DatabaseAddress.of(url + "?sslmode=require", null, null).jdbcUrl())
                .isEqualTo("jdbc:postgresql://one:5432,two/banyan?sslmode=require&targetServerType=primary");
        assertThat(DatabaseAddress.of(url + "?targetServerType=preferPrimary", null, null)
                        .jdbcUrl())
                .isEqualTo("jdbc:postgresql://one:5432,two/banyan?targetServerType=preferPrimary");
    }

    @Test
    void several_hosts_may_come_with_a_login() {
        assertThat(DatabaseAddress.of("postgresql://ana:p%40ss@one,two:6432/banyan", null, null))
                .isEqualTo(new DatabaseAddress(
                        "jdbc:postgresql://one,two:6432/banyan?targetServerType=primary", "ana", "p@ss"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://db/banyan",
                "jdbc:h2:mem:x",
                "db.example:5432",
                "postgresql://",
                "postgresql://db",
                "postgresql://db/",
                "postgresql://ana:hunter2 /@db/banyan",
                "postgresql://ana:hunter2/@one,two/banyan",
                "postgresql://one,,two/banyan"
            })
    void another_form_is_refused_with_the_right_one_and_without_the_password(String url) {
        assertThatThrownBy(() -> DatabaseAddress.of(url, null, null))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("BANYAN_DATABASE_URL")
                .hasMessageContaining("postgresql://db.example:5432/banyan")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void its_text_for_logs_shows_no_parameters() {
        assertThat(DatabaseAddress.of("jdbc:postgresql://db/banyan?password=hunter2", null, null))
                .hasToString("jdbc:postgresql://db/banyan");
    }
}
