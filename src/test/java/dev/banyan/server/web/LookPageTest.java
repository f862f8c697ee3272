package dev.banyan.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page in every state, as a browser shows it: readable by everyone, on every screen, within the content policy. */
class LookPageTest {

    private static PreviewServer server;
    private static TestBrowser browser;

    @BeforeAll
    static void start() throws IOException {
        server = new PreviewServer();
        browser = new TestBrowser();
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
    }

    /** Dark and narrow is the same markup in other colours and another order: the fullest pages say enough. */
    static Stream<Arguments> looks() {
        Stream<String> full = Stream.of(
                "sign-in-refused",
                "overview",
                "route-six",
                "route-rolled-back",
                "route-stale",
                "plan",
                "plan-none",
                "plan-refused",
                "convergence",
                "decision",
                "decision-alone",
                "route-guarded",
                "rollbacks",
                "audit",
                "notices",
                "retirement-open",
                "progress",
                "outage-taken");
        return Stream.concat(
                SamplePages.all().keySet().stream()
                        .map(page -> Arguments.of(page, TestBrowser.Screen.DESKTOP, ColorScheme.LIGHT)),
                full.map(page -> Arguments.of(page, TestBrowser.Screen.PHONE, ColorScheme.DARK)));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void is_readable_for_everyone(String name, TestBrowser.Screen screen, ColorScheme scheme) {
        List<String> complaints = new ArrayList<>();
        Page page = browser.openBeside(screen, scheme);
        page.onConsoleMessage(message -> {
            if (!"log".equals(message.type())) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(server.address("/" + name));

        Readability.require(page, name);
        assertThat(complaints).isEmpty();
        page.close();
    }

    @Test
    void what_nobody_can_read_is_noticed() {
        Page page = browser.openBeside(TestBrowser.Screen.PHONE, ColorScheme.LIGHT);
        page.setContent("<html lang=en><title>t</title><main><h1>h</h1><p style='color:#ccc'>pale</p><input></main>");

        assertThat(Readability.violations(page))
                .anyMatch(said -> said.startsWith("color-contrast"))
                .anyMatch(said -> said.startsWith("label"));
        page.close();
    }
}
