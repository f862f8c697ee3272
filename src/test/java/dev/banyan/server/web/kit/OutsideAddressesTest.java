package dev.banyan.server.web.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Behind a proxy that has this server under a prefix, an address that was forgotten leads to somebody else. */
class OutsideAddressesTest {
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s([a-zA-Z:-]+)=\"([^\"]*)");
    private static final Set<String> FOLLOWED = Set.of(OutsideAddresses.ATTRIBUTES.split("\\|"));
    /** What is text, whatever it begins with. */
    private static final Set<String> TEXTS = Set.of("value", "placeholder", "title", "content", "pattern", "d");

    @Test
    void addresses_get_the_prefix_and_nothing_else_does() {
        assertThat(OutsideAddresses.withPrefixes("<a href=\"/\"><use href=\"#a\"/><i data-x=\"/\" value=\"/\">"))
                .isEqualTo("<a href=\"{outside:root}/\"><use href=\"#a\"/><i data-x=\"/\" value=\"/\">");
        assertThat(OutsideAddresses.withPrefixes(
                        "<a href=\"{row.page}?x={y}\"><form\n action=\"{a.act('start')}/now\">"))
                .isEqualTo(
                        "<a href=\"{outside:at(row.page)}?x={y}\"><form\n action=\"{outside:at(a.act('start'))}/now\">");
        assertThat(OutsideAddresses.withPrefixes("<a href=\"//other.example\">"))
                .doesNotContain("outside");
    }

    @Test
    void every_address_in_a_template_stands_where_it_gets_the_prefix() {
        List<String> missed = templates()
                .flatMap(template -> ATTRIBUTE.matcher(template).results())
                .filter(OutsideAddressesTest::isMissed)
                .map(MatchResult::group)
                .toList();

        assertThat(missed).isEmpty();
    }

    @Test
    void scripts_have_no_addresses_of_their_own() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../ui/META-INF/resources/assets"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".js")
                                    || file.toString().endsWith(".css"))
                            .filter(file -> Pattern.compile("[\"'`(]/[a-z]")
                                    .matcher(read(file))
                                    .find()))
                    .isEmpty();
        }
    }

    /** One that begins with a section could be anything. */
    private static boolean isMissed(MatchResult attribute) {
        String name = attribute.group(1);
        String value = attribute.group(2);
        boolean followed = FOLLOWED.contains(name);
        boolean conditional = followed && value.startsWith("{") && !value.matches("(?s)\\{[a-z].*");
        boolean elsewhere = !followed
                && !TEXTS.contains(name)
                && (value.startsWith("/") || value.matches("(?i)\\{[a-z.]*(address|page|href)}.*"));
        return conditional || elsewhere;
    }

    private static Stream<String> templates() {
        try (Stream<Path> files = Files.walk(Path.of("../ui/templates"))) {
            return files
                    .filter(file -> file.toString().endsWith(".html"))
                    .map(OutsideAddressesTest::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
