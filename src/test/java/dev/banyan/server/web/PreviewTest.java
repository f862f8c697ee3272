package dev.banyan.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Renders every page in every state, and leaves the pages under {@code target/preview} for people to look at. */
class PreviewTest {

    private static final Path OUT = Path.of(System.getProperty("banyan.preview", "../target/preview"));
    private static final TemplateRenderer TEMPLATES = new TemplateRenderer();

    static Stream<String> pages() {
        return SamplePages.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void renders_under_the_strict_content_policy(String name) throws IOException {
        SamplePages.Sample sample = SamplePages.all().get(name);
        String html = TEMPLATES.page(sample.template(), sample.view());
        Files.createDirectories(OUT);
        Files.writeString(OUT.resolve(name + ".html"), html);
        assertThat(html).contains("<title>").contains("id=\"page\"").contains("id=\"notice\"");
        assertThat(html).doesNotContainPattern("\\sstyle\\s*=").doesNotContain("<style");
        assertThat(html).doesNotContainPattern("\\son[a-z]+\\s*=").doesNotContain("javascript:");
        assertThat(html).doesNotContainPattern("<script(?![^>]* src=)[^>]*>");
    }
}
