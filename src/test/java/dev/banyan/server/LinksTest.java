package dev.banyan.server;

import static dev.banyan.server.testing.Repository.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What one page of the documentation links to is there: the file, and the heading within it. */
class LinksTest {

    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\\n]*`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("^[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern MARK = Pattern.compile("<a id=\"([^\"]+)\">");

    @Test
    void every_link_of_a_page_leads_somewhere() throws IOException {
        List<Path> pages = pages();

        assertThat(pages).hasSizeGreaterThan(60);
        assertThat(pages.stream().flatMap(page -> broken(page, read(page)))).isEmpty();
    }

    @Test
    void a_link_to_a_file_or_heading_that_is_not_there_is_found() {
        Path page = ROOT.resolve("docs/api.md");

        assertThat(broken(page, "[a](nowhere.md) [b](#no-such-heading) [c](plans.md#no-such-heading)"))
                .containsExactly(
                        "docs/api.md: nowhere.md",
                        "docs/api.md: #no-such-heading",
                        "docs/api.md: plans.md#no-such-heading");
        assertThat(broken(page, "[a](plans.md) [b](../README.md) [c](https://example.org/x#y) `[d](none.md)`"))
                .isEmpty();
    }

    @Test
    void anchors_are_made_as_github_makes_them() {
        assertThat(
                        anchors(
                                "# Lists: `limit` and `after`\n## Roll back, resume\n## Resume\n### Resume\n<a id=\"old\"></a>"))
                .containsExactlyInAnyOrder("lists-limit-and-after", "roll-back-resume", "resume", "resume-1", "old");
        assertThat(anchors("```sh\n# a comment of a script\n```")).isEmpty();
    }

    private static Stream<String> broken(Path page, String text) {
        return LINK.matcher(CODE.matcher(text).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !ELSEWHERE.matcher(link).matches())
                .filter(link -> !leadsSomewhere(page, link))
                .map(link -> ROOT.relativize(page) + ": " + link);
    }

    private static boolean leadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        // Of a source file the anchor is a line.
        return parts.length == 1
                || !target.toString().endsWith(".md")
                || anchors(read(target)).contains(parts[1]);
    }

    private static Set<String> anchors(String text) {
        Set<String> anchors =
                MARK.matcher(text).results().map(mark -> mark.group(1)).collect(Collectors.toCollection(TreeSet::new));
        String prose = Pattern.compile("(?ms)^```.*?^```").matcher(text).replaceAll("");
        for (MatchResult heading : HEADING.matcher(prose).results().toList()) {
            String slug = slug(heading.group(1));
            String anchor = slug;
            for (int same = 1; !anchors.add(anchor); same++) {
                anchor = slug + "-" + same;
            }
        }
        return anchors;
    }

    /** Letters, digits, hyphens and underscores stay; of a link its text. */
    private static String slug(String heading) {
        return heading.replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\-_ ]", "")
                .replace(' ', '-');
    }

    private static List<Path> pages() throws IOException {
        Set<Path> pages = new TreeSet<>();
        for (String page : List.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "sdk-java/README.md")) {
            pages.add(ROOT.resolve(page));
        }
        for (String directory : List.of("docs", "sdk-java/docs")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        return List.copyOf(pages);
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
