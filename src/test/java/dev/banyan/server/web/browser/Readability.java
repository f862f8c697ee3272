package dev.banyan.server.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whether everyone can read a page as it is shown now: with every rule of axe, and without scrolling sideways. */
public final class Readability {

    /** Axe itself. A context that loads it with every page saves sending it to each. */
    public static final String AXE = axe();

    /** Axe's own builder has the whole report sent over, of which a test reads these words: that takes longer than finding them. */
    private static final String VIOLATIONS = """
            () => axe.run(document, {resultTypes: ['violations']}).then(report => report.violations.map(rule =>
                rule.id + ' [' + rule.nodes.slice(0, 3).map(node => node.html).join(', ') + ']'))""";

    private Readability() {}

    public static void require(Page page, String name) {
        assertThat(violations(page)).as("violations on " + name).isEmpty();
        assertThat((Integer)
                        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("pixels that " + name + " is too wide")
                .isZero();
    }

    @SuppressWarnings("unchecked")
    public static List<String> violations(Page page) {
        if (!(Boolean) page.evaluate("'axe' in window")) {
            page.evaluate(AXE);
        }
        return (List<String>) page.evaluate(VIOLATIONS);
    }

    private static String axe() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
