package dev.banyan.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/faults.md} says which test holds which promise: those tests must be there. */
class PromisesTest {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

    private static List<Path> sources;

    @BeforeAll
    static void listTests() throws IOException {
        try (Stream<Path> files = Stream.concat(
                Files.walk(ROOT.resolve("src/test")),
                Stream.concat(Files.walk(ROOT.resolve("sdk-java")), Files.walk(ROOT.resolve("deploy"))))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    @Test
    void every_named_test_exists() throws IOException {
        List<MatchResult> named =
                NAMED.matcher(rows().reduce("", String::concat)).results().toList();

        assertThat(named).hasSizeGreaterThan(40);
        assertThat(named.stream().filter(test -> !exists(test.group(1), test.group(2))))
                .extracting(MatchResult::group)
                .isEmpty();
    }

    @Test
    void every_promise_names_a_test_or_says_that_there_is_none() throws IOException {
        assertThat(rows().filter(row -> !NAMED.matcher(row).find() && !row.contains("**none**")))
                .isEmpty();
    }

    @Test
    void a_test_that_is_no_more_would_be_noticed() {
        assertThat(exists("PromisesTest", "a_test_that_is_no_more_would_be_noticed"))
                .isTrue();
        assertThat(exists("PromisesTest", "a_test_that_never_was")).isFalse();
        assertThat(exists("NeverTest", "a_test_that_is_no_more_would_be_noticed"))
                .isFalse();
    }

    private static Stream<String> rows() throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve("docs/faults.md"));
        return lines.subList(lines.indexOf("## Promises and their tests"), lines.size()).stream()
                .filter(line -> line.startsWith("| ") && !line.contains("| held by |") && !line.startsWith("| ---"));
    }

    private static boolean exists(String name, String method) {
        return sources.stream()
                .filter(file -> file.getFileName().toString().equals(name + ".java"))
                .anyMatch(file -> Pattern.compile(" " + method + "\\(")
                        .matcher(text(file))
                        .find());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
