package dev.banyan.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;

/** Whether everyone can read a page as it is shown now: with every rule of axe, and without scrolling sideways. */
final class Readability {

    private Readability() {}

    static void require(Page page, String name) {
        assertThat(violations(page)).as("violations on " + name).isEmpty();
        assertThat((Integer)
                        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("pixels that " + name + " is too wide")
                .isZero();
    }

    static List<String> violations(Page page) {
        AxeRunOptions options = new AxeRunOptions();
        // What passed is counted in nobody's report, and listing it takes longer than finding it.
        options.setResultTypes(List.of("violations"));
        // Only a page with frames needs axe's other mode, which loads axe a second time into a window of its own.
        return new AxeBuilder(page)
                .setLegacyMode(true).options(options).analyze().getViolations().stream()
                        .map(Readability::said)
                        .toList();
    }

    private static String said(Rule rule) {
        return rule.getId() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).limit(3).toList();
    }
}
