package dev.banyan.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.testing.configuration.ConfigurationPage;
import dev.banyan.server.testing.configuration.Setting;
import dev.banyan.server.testing.configuration.SettingGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} says what the code says, and each setting is written once. */
class ConfigurationPageTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path MAIN = ROOT.resolve("src/main");
    /** A setting that is read by its name and not through its interface. */
    private static final Pattern BY_NAME = Pattern.compile("\\$\\{(banyan\\.[^}]*)}");

    private static ConfigurationPage page;

    @BeforeAll
    static void readTheSources() throws IOException {
        page = new ConfigurationPage(MAIN);
    }

    @Test
    void the_page_says_what_the_code_says() throws IOException {
        String there = Files.readString(ROOT.resolve("docs/configuration.md"));
        String renewed = page.renewed(there);
        Files.writeString(Files.createDirectories(ROOT.resolve("target")).resolve("configuration.md"), renewed);

        assertThat(there)
                .as(
                        "The code has changed. To renew the page, in the root: cp target/configuration.md docs/configuration.md")
                .isEqualTo(renewed);
    }

    @Test
    void each_setting_and_each_group_says_what_it_means() {
        assertThat(page.settings()).hasSizeGreaterThan(60);
        assertThat(page.settings().stream()
                        .filter(setting -> setting.meaning().isBlank())
                        .map(Setting::name))
                .as("Settings without Javadoc")
                .isEmpty();
        assertThat(page.groups().stream()
                        .filter(group -> group.meaning().isBlank())
                        .map(SettingGroup::prefix))
                .as("Interfaces without Javadoc")
                .isEmpty();
    }

    @Test
    void each_default_stands_in_one_place() {
        assertThat(page.settings().stream()
                        .filter(setting -> defaults(setting) > 1 || defaults(setting) == 0 && !setting.optional())
                        .map(Setting::name))
                .as("Settings whose default stands nowhere, or both in @WithDefault and in application.properties")
                .isEmpty();
    }

    @Test
    void what_is_read_by_its_name_is_a_setting_and_has_no_default_of_its_own() throws IOException {
        List<String> known = Stream.concat(
                        page.settings().stream().map(Setting::name),
                        // The bootstrap sets these.
                        Stream.of("banyan.database.url", "banyan.database.user", "banyan.database.password"))
                .toList();
        List<String> read = readByName();

        assertThat(read).contains("banyan.retirement.look-interval", "banyan.delivery.drain");
        assertThat(read).isSubsetOf(known);
        assertThat(page.properties()).isSubsetOf(known);
    }

    private static long defaults(Setting setting) {
        return Stream.of(setting.ownDefault(), page.property(setting))
                .flatMap(Optional::stream)
                .count();
    }

    private static List<String> readByName() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().matches(".*\\.(java|properties)"))
                    .flatMap(file -> BY_NAME.matcher(text(file)).results())
                    .map(found -> found.group(1))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
