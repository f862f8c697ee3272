package dev.banyan.server.web.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.web.flag.RouteHead;
import dev.banyan.server.web.flag.SampleFlags;
import dev.banyan.server.web.kit.Assets;
import dev.banyan.server.web.kit.Bundle;
import dev.banyan.server.web.overview.RouteRow;
import dev.banyan.server.web.traffic.SampleTraffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Renders every page in every state, and leaves the pages under {@code target/preview} for people to look at. */
@Tag("apart")
class PreviewTest {

    private static final Path OUT = Path.of("../target/preview");
    private static final TemplateRenderer TEMPLATES = new TemplateRenderer();
    private static final Map<String, SamplePages.Sample> SAMPLES = SamplePages.all();
    private static final Map<String, String> HTML = new ConcurrentHashMap<>();

    private static final Pattern INCLUDE = Pattern.compile("\\{#include ([\\w/-]+)");

    /** What stands on whatever page somebody has open when a session ends; {@code SessionPageTest} looks at it. */
    private static final Set<String> ON_ANY_PAGE = Set.of("web/frame/sign-in-again", "web/frame/signed-in");

    static Stream<String> pages() {
        return SamplePages.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void keeps_to_the_strict_content_policy(String name) throws IOException {
        String html = html(name);
        Files.createDirectories(OUT);
        Files.writeString(OUT.resolve(name + ".html"), html);

        assertThat(html).contains("<title>", "id=\"page\"");
        assertThat(html).doesNotContainPattern("\\sstyle\\s*=").doesNotContain("<style");
        assertThat(html).doesNotContainPattern("\\son[a-z]+\\s*=").doesNotContain("javascript:");
        assertThat(html).doesNotContainPattern("<script(?![^>]* src=)[^>]*>");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void names_every_id_once(String name) {
        Set<String> seen = new HashSet<>();
        Matcher ids = Pattern.compile("\\sid=\"([^\"]+)\"").matcher(html(name));
        while (ids.find()) {
            assertThat(seen.add(ids.group(1))).as("id " + ids.group(1)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sign-in-refused | User name or password is wrong.",
                "projects | 34.9 % new",
                "projects-empty | Ask an administrator",
                "overview | 51.2 % of requests use the old system over the last 5 minutes",
                "overview | 2 of 9 routes have moved for good, 4 moving",
                "overview | 25 % at Complete, the rest at Off",
                "overview | Rolled back 3 min ago by tom",
                "overview | Roll back all routes 4 routes, 107 requests/s go back to legacy.",
                "overview | catalog.search: some writes are only on the new side.",
                "route-isolable | Isolate No call reaches the new side of orders.place any more.",
                "route-resuming | Resume customers.update? The same callers return: 25 % at Live, the rest at Shadow.",
                "route-resuming | this environment is protected, so the history asks",
                "route-resuming | The new side has been given the writes that it missed.",
                "route-restoring | Restore orders.get as it was set before?",
                "route-restoring | Not done. It has changed since you looked.",
                "overview-resuming | Resume all routes of production?",
                "overview-empty | No routes yet",
                "overview-rolled-back | oncall rolled back the whole environment production 41 s ago",
                "overview-rolled-back | Resume all routes",
                "overview-nothing-found | No route matches.",
                "overview-stale | data 14 s old",
                "overview-reports | Overridden on 2, breaker open on 1",
                "overview-reports | Code and control plane disagree in 3 places",
                "overview-reports | legacy-shop 1.3 expects 4 stages, the server has 6. Make the code say 6",
                "route-reports | 2 instances are overridden locally: off",
                "route-reports | By environment variable on ip-10-0-3-17, ip-10-0-3-18.",
                "route-reports | Circuit breaker open on 1 instance since 3 min ago",
                "route-reports | of 20 calls to new, 12 failed and 3 were too slow",
                "route-reports | 0.3 % of answers differ 38 of 12,406 comparisons in the last hour.",
                "route-reports | In the last 24 hours: 1,604 of 301,220 comparisons, 0.5 %.",
                "route-reports | 40 comparisons were given up",
                "route-reports | $.servedAt Noise",
                "route-reports | Legacy &lt;b&gt;12.90&lt;/b&gt; New 12.9",
                "route-reports | New nothing",
                "route-reports | Legacy withheld New withheld",
                "route-reports | 12 second writes are still missing on legacy",
                "route-reports | 3 second writes are still missing on the new side",
                "route-reports | Legacy lacks 14 writes",
                "overview-reports | 14 writes missing on legacy, 3 on the new side",
                "route-reports | com.shop.Orders.place:118",
                "route | New serves 25 %, legacy the rest.",
                "route | Applied on 2 of 2 instances in 38 ms",
                "route | ana, 2 min ago",
                "route | Legacy has not seen the writes made since 2 Mar 2026",
                "route-preview | Moves about 500 of 2,000 callers seen lately to new.",
                "route-preview | only adds callers, nobody moves back",
                "route-harm | The new side does harm, and this sends more to it.",
                "route-harm | Errors: 250 of 500 (50 %) on new",
                "route-harm | Say why you do it all the same.",
                "sign-in-kept | Your session has ended. Nothing of what you entered is lost",
                "go-on | Signed in as ana Go on where you were?",
                "go-on | percentage 33.5 reason Errors are down",
                "route-refused | Not changed: tom was faster.",
                "route-refused | Now: 40 % at Complete, the rest at Off You wanted: 50 %",
                "route-invalid | A share has at most four decimals, this one has five. Enter 12.3456 or 12.3457.",
                "route-stale | data 14 s old",
                "route-stale | Applied on 9 of 12 instances after 12 s",
                "route-stale | 9 applied 1 pending 1 refused 1 gone",
                "route-stale | orders 1.4.0 Has not answered yet",
                "route-stale | Still at revision 41, seen just now orders.get serves 25 % from new",
                "route-stale | and 4 routes more",
                "route-stale | As far as known, it decides like the others.",
                "route | first 11 ms half 11 ms 99 % 38 ms all 38 ms",
                "route | Rehearsed 3 days ago by ana: 12 of 12 instances in 41 ms.",
                "route-not-started | Never rehearsed.",
                "overview | Applied on 2 of 2 instances in 38 ms",
                "convergence | Rolled back orders.get",
                "convergence | Revision 43. tom, 12 s ago.",
                "convergence-complete | not the newest",
                "convergence-many | And 186 instances more.",
                "convergence-nobody | Before the first change",
                "rollbacks | Rolled back the whole environment",
                "rollbacks | Rehearsed the rollback of customers.update production Drill",
                "rollbacks | 9 of 12 instances",
                "rollbacks | Not on orders on ip-10-0-3-17, orders on ip-10-0-3-18 and 1 more",
                "rollbacks | first 11 ms half 11 ms 99 % 38 ms all 38 ms",
                "rollbacks-empty | Nothing was rolled back yet",
                "decision | Why orders.get was rolled back",
                "decision | 51 of 7,450 (0.7 %) on new",
                "decision | 72 of 495, 14.5 %",
                "decision | Applied on 2 of 2 instances in 38 ms",
                "decision | Rolled back in revision 43, 41 ms after the figures said so.",
                "decision | 24 46.2 %",
                "decision-both | Look for what both sides share",
                "decision-alone | Nothing of them was kept.",
                "route-guarded | 1,240 requests on new, needs about 900 more to rule out +0.5 %",
                "route-guarded | Rolled back 3 h ago Why",
                "route-harmful | Harmful Errors: 612 requests on new",
                "route-viewer | You can look here, not change.",
                "route-operator | Moving a route needs the role editor.",
                "route-rolled-back | tom rolled back this route 34 s ago",
                "route-rolled-back | Resume brings back the same callers: 25 % at Live, the rest at Shadow.",
                "route-isolated | Isolated: nothing reaches the new side.",
                "route-six | email ends with @shop.example",
                "route-not-started | Not started: legacy serves everyone.",
                "route-not-started | No requests in the last 5 minutes.",
                "route-not-started | No instance is connected",
                "route | callers meet its errors until the guardrails or somebody roll it back.",
                "route-protected | 10 % of the reads that ask both sides; 1 % of these twice.",
                "route-settings-refused | 900 is not within 1 and 300. Send a whole number from 1 to 300.",
                "plan | Waits until the new side is known to be healthy.",
                "plan | Done Wed 11 Mar, 10:30, if all goes well.",
                "plan | Now 5 % at Live At least 4 h, 2,000 requests, healthy",
                "plan | Not on Friday 15:00–24:00: No Friday afternoons",
                "plan-approval | somebody else has to approve",
                "plan-paused | The guard rolled it back. Errors on new: 48 of 96",
                "plan-paused | Closed now: frozen by “Christmas”",
                "plan-paused | Resume … The same callers return to the new side at once",
                "plan-harm | Judge anew",
                "plan-none | Brisk Less than an hour. 7 steps, nobody is asked.",
                "plan-refused | Not saved. Step 2 leads to live",
                "plan-viewer | Plans are laid down and started by editors.",
                "guardrails | What is watched As suggested",
                "guardrails | Errors Rolls back Looks for 0.5 percentage points more failed requests",
                "guardrails-viewer | Editors choose what is watched.",
                "guardrails-none | Nothing watches this route",
                "guardrails-refused | A guardrail of an event needs the event&#39;s name.",
                "guardrails-behind | Not saved. tom was faster",
                "calendar | Open now",
                "calendar | Fri 6 Mar 09:00–12:30, 13:30–15:00 15:00–24:00 frozen by “No Friday afternoons”",
                "calendar-viewer | Administrators of the project set the calendar.",
                "calendar-open | The whole week through.",
                "calendar-tried | Not saved yet.",
                "calendar-tried | Clocks are set forward: this day has 23 hours",
                "calendar-refused | It ends at 09:00, not after 17:00.",
                "traffic | The last hour",
                "traffic | $.orders[].total another value 1,204",
                "traffic | 380 of 25,393 comparisons differed, 1.5 %.",
                "traffic-silent | No requests in the last hour",
                "environment-traffic | Traffic of all routes",
                "environment-traffic | 5 changes · plan · 26 Feb 11:55",
                "environment-traffic | orders.list and 2 more 8 %",
                "environment-traffic | 4 routes were not asked for in the last 7 days.",
                "environment-traffic-silent | No requests in the last 7 days",
                "overview | The last 7 days",
                "progress | counts for the project",
                "audit | Flag changed Refused orders.get",
                "audit-empty | No entry matches.",
                "not-found | There is no such route"
            })
    void says_what_the_reader_must_know(String name, String words) {
        assertThat(text(name)).contains(words);
    }

    @Test
    void offers_a_viewer_nothing_that_would_be_refused() {
        assertThat(html("route")).contains("/rollback\"", "/rollout\"", "/restore?revision=", "/drill\"");
        assertThat(html("overview")).contains("/rollback\"");
        assertThat(html("route-viewer"))
                .doesNotContain("/rollback\"", "/rollout\"", "/restore?revision=", "/settings\"", "/drill\"");
        assertThat(html("overview-viewer")).doesNotContain("/rollback\"");
    }

    @Test
    void offers_an_operator_the_way_back_only() {
        assertThat(html("route-operator"))
                .contains("/rollback\"")
                .doesNotContain("/rollout\"", "/restore?revision=", "/settings\"");
    }

    @Test
    void shows_foreign_text_as_text() {
        RouteHead hostile = SampleFlags.head("orders.get", "GET", "/<script>alert(1)</script>", "\"><img src=x>");
        String row = TEMPLATES.render(
                "web/overview/route-row",
                Map.of(
                        "row",
                        new RouteRow(
                                SampleFlags.notStarted(hostile, RouteKind.TWO, Samples.EDITOR),
                                SampleTraffic.split(1, 0, 0))));

        assertThat(row).contains("/&lt;script&gt;").doesNotContain("<script", "<img");
    }

    @Test
    void every_template_is_seen_in_a_sample() throws IOException {
        Set<String> seen = new HashSet<>();
        SAMPLES.values().forEach(sample -> addWithIncluded(seen, sample.template()));
        Path root = Path.of("../ui/templates");
        try (Stream<Path> files = Files.walk(root)) {
            Stream<String> templates = files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .map(file -> file.substring(0, file.lastIndexOf('.')))
                    .filter(template -> !ON_ANY_PAGE.contains(template));
            assertThat(templates).isSubsetOf(seen);
        }
    }

    private static void addWithIncluded(Set<String> seen, String template) {
        if (seen.add(template)) {
            INCLUDE.matcher(source(template)).results().forEach(include -> addWithIncluded(seen, include.group(1)));
        }
    }

    private static String source(String template) {
        try {
            return Files.readString(Path.of("../ui/templates", template + ".html"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Test
    void templates_never_ask_for_raw_output() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../ui/templates"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContainPattern("\\.raw\\b|\\.safe\\b[^.]");
            }
        }
    }

    @Test
    void every_style_and_script_is_in_a_bundle_and_every_bundle_is_loaded() throws IOException {
        Path root = Path.of("../ui/META-INF/resources/assets");
        try (Stream<Path> files = Files.walk(root)) {
            Stream<String> found = files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> !file.equals("icons.svg") && !file.equals(Assets.ICON));
            assertThat(found)
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(Bundle.values())
                            .flatMap(bundle -> bundle.files().stream())
                            .toList());
        }
        assertThat(Bundle.values())
                .allSatisfy(
                        bundle -> assertThat(html("overview")).contains(bundle.address() + "?v=" + Assets.FINGERPRINT));
    }

    /** Each page once, however many tests look at it. */
    private static String html(String name) {
        return HTML.computeIfAbsent(name, PreviewTest::render);
    }

    private static String render(String name) {
        SamplePages.Sample sample = SAMPLES.get(name);
        return TEMPLATES.render(sample.template(), sample.data());
    }

    private static String text(String name) {
        return html(name)
                .replaceAll("<svg.*?</svg>", "")
                .replaceAll("<[^>]+>", "")
                .replace('\u202f', ' ')
                .replaceAll("\\s+", " ");
    }
}
