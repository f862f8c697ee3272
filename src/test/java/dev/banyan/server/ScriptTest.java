package dev.banyan.server;

import static dev.banyan.server.testing.Repository.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The script in the root, what is told of it, and the run that tries all of it for a moment. */
class ScriptTest {
    private static final Pattern WORD = Pattern.compile("(?m)^  ([a-z]+) {2,}");
    private static final Pattern SUBWORD = Pattern.compile("\"([a-z]+ [a-z]+)\"");
    private static final Pattern CALLED = Pattern.compile("\\./banyan(?: +([a-z]+)(?: +([a-z]+)\\b)?)?");
    private static final Pattern TRIED = Pattern.compile("(?m)^try_([a-z_]+)\\(\\) \\{");

    @Test
    void each_command_of_the_help_is_tried() throws IOException {
        String help = between(read("banyan"), "<<'TEXT'", "\nTEXT");
        Set<String> words = found(WORD, help);
        words.addAll(found(SUBWORD, help).stream().filter(this::isCommand).toList());

        assertThat(words).contains("start", "bench", "bench sdk", "chaos");
        assertThat(tried()).containsAll(words);
    }

    @Test
    void each_word_that_the_script_takes_is_in_its_help() throws IOException {
        String cases = between(read("banyan"), "case $word in", "    *)");
        Set<String> taken = found(Pattern.compile("(?m)^    ([a-z]+)[ )]"), cases);

        assertThat(found(WORD, between(read("banyan"), "<<'TEXT'", "\nTEXT"))).isEqualTo(taken);
    }

    @Test
    void each_command_that_a_page_names_is_tried() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path page : pages()) {
            Matcher call = CALLED.matcher(Files.readString(page));
            while (call.find()) {
                named.add(name(call));
            }
        }

        assertThat(named).contains("demo", "test", "bench delivery");
        assertThat(tried()).containsAll(named);
    }

    /** The suites leave those out that run apart: one that nobody names would run nowhere. */
    @Test
    void each_test_that_runs_apart_is_named_where_tests_are_run() throws IOException {
        String named = read("src/pom.xml");
        Path tests = ROOT.resolve("src/test/java");
        try (Stream<Path> sources = Files.walk(tests)) {
            List<String> apart = sources.filter(file -> file.toString().endsWith("Test.java"))
                    .filter(file -> text(file).contains("\n@Tag(\"apart\")"))
                    .map(file -> "**/" + file.getFileName())
                    .toList();
            assertThat(apart).isNotEmpty().allSatisfy(each -> assertThat(named).contains("<include>" + each));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Modules that merely depend on what is built lack what else they need, wherever nobody has installed it. */
    @Test
    void the_script_builds_modules_with_what_they_need_and_not_those_that_need_them() throws IOException {
        String script = read("banyan");

        assertThat(script).doesNotContain("-amd", "also-make-dependents");
        assertThat(script.lines().filter(line -> line.contains(" -pl ")))
                .hasSizeGreaterThan(3)
                .allMatch(line -> line.contains(" -am "));
    }

    private Set<String> tried() throws IOException {
        Set<String> tried = found(TRIED, read("deploy/smoke/run")).stream()
                .map(name -> name.replace('_', ' '))
                .collect(Collectors.toCollection(TreeSet::new));
        // Whoever runs it tries it.
        tried.add("smoke");
        return tried;
    }

    private boolean isCommand(String words) {
        return words.startsWith("bench ");
    }

    /** What follows the first word is mostly text; without a word it is the help. */
    private String name(Matcher call) {
        String words = call.group(1) + " " + call.group(2);
        return call.group(1) == null ? "help" : isCommand(words) && call.group(2) != null ? words : call.group(1);
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Path> pages() throws IOException {
        Set<Path> pages = new TreeSet<>(Set.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        for (String directory : Set.of("docs", "sdk-java/docs")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        pages.add(ROOT.resolve("sdk-java/README.md"));
        return pages;
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }
}
