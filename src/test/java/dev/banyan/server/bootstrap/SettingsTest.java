package dev.banyan.server.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final String HOME = "/home/ana";

    @Test
    void without_variables_it_listens_on_loopback_and_keeps_its_data_in_the_home_directory() {
        Settings settings = settings(Map.of());

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.data()).isEqualTo(Path.of("/home/ana/.banyan"));
        assertThat(settings.database()).isEmpty();
        assertThat(settings.stopWith()).isEmpty();
    }

    @Test
    void without_a_home_directory_it_says_where_to_name_another_instead_of_making_one_called_question_mark() {
        assertThatThrownBy(() -> Settings.from(Map.of(), "?"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("BANYAN_DATA");
        assertThat(Settings.from(Map.of("HOME", "/tmp/somebody"), "?").data())
                .isEqualTo(Path.of("/tmp/somebody/.banyan"));
        assertThat(Settings.from(Map.of("BANYAN_DATA", "/data"), "?").data()).isEqualTo(Path.of("/data"));
    }

    @Test
    void an_empty_variable_counts_as_unset() {
        assertThat(settings(Map.of("BANYAN_PORT", " ", "BANYAN_DATABASE_URL", "")))
                .isEqualTo(settings(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "8080x", "99999999999999999999"})
    void a_wrong_port_stops_the_start_and_is_named(String port) {
        assertThatThrownBy(() -> settings(Map.of("BANYAN_PORT", port)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("BANYAN_PORT")
                .hasMessageContaining(port);
    }

    @Test
    void a_user_without_a_database_is_refused_rather_than_ignored() {
        assertThatThrownBy(() -> settings(Map.of("BANYAN_DATABASE_USER", "banyan")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("BANYAN_DATABASE_URL");
    }

    @Test
    void a_database_of_ones_own_takes_user_and_password_from_their_variables() {
        Settings settings = settings(Map.of(
                "BANYAN_DATABASE_URL", "jdbc:postgresql://db/banyan",
                "BANYAN_DATABASE_USER", "ana",
                "BANYAN_DATABASE_PASSWORD", "secret"));

        assertThat(settings.database()).contains(new DatabaseAddress("jdbc:postgresql://db/banyan", "ana", "secret"));
    }

    @Test
    void the_framework_s_own_variables_name_a_database_too() {
        Settings settings = settings(Map.of("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://db/other"));

        assertThat(settings.database()).map(DatabaseAddress::jdbcUrl).contains("jdbc:postgresql://db/other");
    }

    @Test
    void a_cache_of_its_own_may_be_named_and_is_otherwise_left_to_the_port() {
        assertThat(settings(Map.of()).cache()).isEmpty();
        assertThat(settings(Map.of("BANYAN_CACHE", "/var/cache/banyan/../banyan"))
                        .cache())
                .contains(Path.of("/var/cache/banyan"));
    }

    private static Settings settings(Map<String, String> environment) {
        return Settings.from(environment, HOME);
    }
}
