package dev.banyan.server.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralValuesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pa$$word",
                "secret${",
                "${HOME}",
                "${",
                "$",
                "a\\${b}",
                "a\\$b",
                "a\\\\$$b",
                "${a:b}",
                "${a::b}",
                "$${x}",
                "end$",
                "{}",
                "a,b\\,c",
                "ünï$"
            })
    void what_the_environment_says_is_meant_literally(String value) {
        SmallRyeConfig config =
                config(Map.of("BANYAN_ADMIN_PASSWORD", value), Map.of("copy", "<${banyan.admin.password}>"));

        assertThat(config.getValue("banyan.admin.password", String.class)).isEqualTo(value);
        assertThat(config.getValue("copy", String.class))
                .as("our own file may refer to it")
                .isEqualTo("<" + value + ">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pa$$word", "${user.home}", "a\\$b"})
    void so_is_a_system_property(String value) {
        System.setProperty("banyan.test.literal", value);
        try {
            SmallRyeConfig config = config(Map.of(), Map.of("copy", "${banyan.test.literal}"));

            assertThat(config.getValue("banyan.test.literal", String.class)).isEqualTo(value);
            assertThat(config.getValue("copy", String.class)).isEqualTo(value);
        } finally {
            System.clearProperty("banyan.test.literal");
        }
    }

    @Test
    void so_is_a_file_named_env(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve(".env"), "BANYAN_ADMIN_PASSWORD=${HOME}$$\n");
        SmallRyeConfig config = builder()
                .withSources(new io.smallrye.config.DotEnvConfigSourceProvider(
                                file.toUri().toString())
                        .getConfigSources(getClass().getClassLoader()))
                .build();

        assertThat(config.getValue("banyan.admin.password", String.class)).isEqualTo("${HOME}$$");
    }

    @Test
    void our_own_file_has_expressions() {
        SmallRyeConfig config = config(Map.of(), Map.of("a", "1", "b", "${a}${c:2}", "d", "$$"));

        assertThat(config.getValue("b", String.class)).isEqualTo("12");
        assertThat(config.getValue("d", String.class)).isEqualTo("$");
    }

    private static SmallRyeConfig config(Map<String, String> environment, Map<String, String> file) {
        return builder()
                .withSources(new EnvConfigSource(environment, 300))
                .withSources(new PropertiesConfigSource(file, "application.properties", 250))
                .build();
    }

    /** As the application's is made. */
    private static SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredInterceptors()
                .addSystemSources();
    }
}
