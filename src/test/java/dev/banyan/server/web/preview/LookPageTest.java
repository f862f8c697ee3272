package dev.banyan.server.web.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.banyan.server.web.browser.Readability;
import dev.banyan.server.web.browser.TestBrowser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page in every state, as a browser shows it: readable by everyone, on every screen, within the content policy. */
public class LookPageTest {

    /** The first thing without which the page would be as wide as the window; null when it is. */
    private static final String TOO_WIDE = """
            () => {
              const wide = () => document.documentElement.scrollWidth > innerWidth;
              if (!wide()) return null;
              for (const each of [...document.querySelectorAll('body *')].reverse()) {
                const before = each.style.display;
                each.style.setProperty('display', 'none', 'important');
                const gone = !wide();
                each.style.display = before;
                if (gone) return each.outerHTML.slice(0, 120);
              }
              return 'several things';
            }""";

    private static PreviewServer server;
    private static TestBrowser browser;
    /** One of each look for all pages: what they share is loaded once, as by anybody who goes from page to page. */
    private static final Map<TestBrowser.Screen, Page> WINDOWS = new EnumMap<>(TestBrowser.Screen.class);

    private static final List<String> COMPLAINTS = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        server = new PreviewServer();
        browser = TestBrowser.shared();
        TestBrowser.LOOKS.forEach((screen, scheme) -> WINDOWS.put(screen, window(screen, scheme)));
    }

    private static Page window(TestBrowser.Screen screen, ColorScheme scheme) {
        Page page = browser.open(screen, scheme);
        page.context().addInitScript(Readability.AXE);
        page.onConsoleMessage(message -> {
            if (!"log".equals(message.type())) {
                COMPLAINTS.add(message.text() + " at " + message.location());
            }
        });
        page.onPageError(COMPLAINTS::add);
        return page;
    }

    @AfterAll
    static void stop() {
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
                "guardrails-refused",
                "calendar",
                "calendar-refused",
                "group",
                "plans",
                "group-new-refused",
                "convergence",
                "decision",
                "decision-alone",
                "decision-prometheus",
                "route-guarded",
                "rollbacks",
                "audit",
                "notices",
                "retirement-open",
                "progress",
                "traffic",
                "environment-traffic",
                "outage-taken");
        return Stream.concat(
                SamplePages.all().keySet().stream().map(page -> Arguments.of(page, TestBrowser.Screen.DESKTOP)),
                full.map(page -> Arguments.of(page, TestBrowser.Screen.PHONE)));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void is_readable_for_everyone(String name, TestBrowser.Screen screen) {
        COMPLAINTS.clear();
        Page page = WINDOWS.get(screen);
        page.navigate(server.address("/" + name));

        Readability.require(page, name);
        assertThat(COMPLAINTS).as("complaints about " + name).isEmpty();
    }

    /** Windows come in all widths, and what is beyond theirs nobody finds. */
    @Test
    void nothing_is_cut_off_between_a_phone_and_a_desktop() {
        Page page = browser.open(TestBrowser.Screen.DESKTOP, ColorScheme.LIGHT);
        List<String> cut = new ArrayList<>();
        for (String name : List.of(
                "overview",
                "route-six",
                "route-guarded",
                "plan",
                "plans",
                "guardrails-refused",
                "rollbacks",
                "audit",
                "progress",
                "convergence",
                "environment-traffic",
                "calendar",
                "decision",
                "retirement-open")) {
            page.navigate(server.address("/" + name));
            for (int width : List.of(600, 768, 834, 1_024, 1_153)) {
                page.setViewportSize(width, 900);
                Object wide = page.evaluate(TOO_WIDE);
                if (wide != null) {
                    cut.add(name + " at " + width + ": " + wide);
                }
            }
        }
        page.close();
        assertThat(cut).isEmpty();
    }

    @Test
    void what_nobody_can_read_is_noticed() {
        Page page = browser.open(TestBrowser.Screen.PHONE, ColorScheme.LIGHT);
        page.setContent("<html lang=en><title>t</title><main><h1>h</h1><p style='color:#ccc'>pale</p><input></main>");

        assertThat(Readability.violations(page))
                .anyMatch(said -> said.startsWith("color-contrast"))
                .anyMatch(said -> said.startsWith("label"));
        page.close();
    }
}
