package dev.banyan.server.web.preview;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.web.arrival.SampleInstances;
import dev.banyan.server.web.browser.TestBrowser;
import dev.banyan.server.web.flag.FlagPanel;
import dev.banyan.server.web.flag.RollbackView;
import dev.banyan.server.web.flag.RollbackViewBuilder;
import dev.banyan.server.web.flag.SampleFlags;
import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.BellView;
import dev.banyan.server.web.kit.PreviewView;
import dev.banyan.server.web.kit.RouteAddress;
import dev.banyan.server.web.overview.RouteRow;
import dev.banyan.server.web.overview.SampleOverviews;
import dev.banyan.server.web.route.RolloutForm;
import dev.banyan.server.web.route.RolloutFormBuilder;
import dev.banyan.server.web.route.SampleConfirmations;
import dev.banyan.server.web.route.SampleRoutes;
import dev.banyan.server.web.traffic.SampleTraffic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the scripts promise: a page that moves under the reader's hands without getting into their way. */
@Tag("apart")
class LivePageTest {

    private static final RouteAddress ORDERS = Samples.PRODUCTION.route("orders.get");

    private static final TestBrowser BROWSER = TestBrowser.shared();
    private PreviewServer server;
    private Page page;

    @BeforeEach
    void open() throws IOException {
        server = new PreviewServer();
        page = BROWSER.open(TestBrowser.Screen.DESKTOP, ColorScheme.LIGHT);
    }

    @AfterEach
    void close() {
        page.context().close();
        server.close();
    }

    @Test
    void an_update_changes_the_numbers_and_leaves_the_focus_where_it_is() {
        show("/overview");
        Locator button = page.locator("[id='route-orders.get'] .route-act button");
        button.focus();
        Object before = button.elementHandle();

        server.send("routes", row(400_000));

        assertThat(page.locator("[id='route-orders.get'] .route-at")).hasText("40\u202f% at Complete, the rest at Off");
        assertThat(button).isFocused();
        assertThat(page.evaluate("([a, b]) => a === b", new Object[] {before, button.elementHandle()}))
                .isEqualTo(true);
    }

    @Test
    void a_form_that_somebody_fills_in_is_not_overwritten_but_they_are_told() {
        show("/route");
        page.getByLabel("Share of callers").fill("33.5");

        server.send("rollout", server.part("route/rollout", "form", changed("40", 13)));

        assertThat(page.locator("#rollout [data-behind]")).isVisible();
        assertThat(page.getByLabel("Share of callers")).hasValue("33.5");
        assertThat(version()).isEqualTo("12");
    }

    @Test
    void an_untouched_form_follows() {
        show("/route");

        server.send("rollout", server.part("route/rollout", "form", changed("40", 13)));

        assertThat(page.getByLabel("Share of callers")).hasValue("40");
        assertThat(page.getByLabel("Share in whole percent")).hasValue("40");
        assertThat(version()).isEqualTo("13");
    }

    @Test
    void a_lost_connection_is_said_and_mended_without_a_reload() {
        show("/route");
        assertThat(page.locator("#connection")).isHidden();

        server.cut();
        assertThat(page.locator("#connection")).isVisible();
        assertThat(page.locator("#page")).hasClass("disconnected");

        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try now")))
                .isVisible();
        server.restore();
        // The page may just have tried again by itself, which takes the button away from a mouse.
        page.locator("#connection [data-retry]").dispatchEvent("click");
        assertThat(page.locator("#connection")).isHidden();
        page.waitForCondition(() -> server.openStreams() == 1);
    }

    @Test
    void roll_back_is_one_press_and_its_answer_is_patched_in() {
        show("/route");
        FlagPanel after = rolledBack();
        server.answer(
                ORDERS.rollback(),
                200,
                server.part("flag/flag", "flag", after)
                        + server.part("flag/actions", "flag", after)
                        + server.part("route/rollout", "form", noted()));

        Request sent = page.waitForRequest(
                "**" + ORDERS.rollback(),
                () -> page.getByRole(
                                AriaRole.BUTTON,
                                new Page.GetByRoleOptions().setName("Roll back").setExact(true))
                        .click());

        assertThat(sent.method()).isEqualTo("POST");
        assertThat(sent.postData()).contains("csrf=csrf-token");
        assertThat(page.locator("#flag .alarm")).containsText("tom rolled back this route");
        assertThat(page.locator("#roll-back")).hasText("Rolled back");
        assertThat(page.locator("#flag .resume")).isVisible();
        assertThat(page.locator("#rollout .note")).isVisible();
    }

    @Test
    void a_refused_change_keeps_what_was_typed_and_says_what_holds_now() {
        show("/route");
        page.getByLabel("Share of callers").fill("50");
        RolloutForm conflict = SampleRoutes.all().get("route-refused").form();
        server.answer(ORDERS.preview(), 200, server.part("route/preview", "preview", conflict.preview()));
        server.answer(ORDERS.rollout(), 412, server.part("route/rollout", "form", conflict));

        page.locator("#rollout .send").click();

        assertThat(page.locator("#rollout [role=alert]")).containsText("tom was faster");
        assertThat(page.getByLabel("Share of callers")).hasValue("50");
    }

    @Test
    void slider_number_and_usual_shares_are_one_value_and_ask_for_a_preview_without_the_token() {
        show("/route");
        PreviewView preview = SampleRoutes.all().get("route-preview").form().preview();
        server.answer(ORDERS.preview(), 200, server.part("route/preview", "preview", preview));

        Request asked = page.waitForRequest(
                "**" + ORDERS.preview() + "?*",
                () -> page.getByRole(
                                AriaRole.BUTTON,
                                new Page.GetByRoleOptions().setName("50\u202f%").setExact(true))
                        .click());

        assertThat(page.getByLabel("Share of callers")).hasValue("50");
        assertThat(page.getByLabel("Share in whole percent")).hasValue("50");
        assertThat(asked.url()).contains("percentage=50").doesNotContain("csrf").doesNotContain("reason");
        assertThat(page.locator("#preview .send")).hasText("Move to 50\u202f%");
        page.getByLabel("Share in whole percent").press("ArrowRight");
        assertThat(page.getByLabel("Share of callers")).hasValue("51");
    }

    @Test
    void a_search_narrows_the_list_at_once_and_survives_an_update() {
        show("/overview");
        page.getByLabel("Search routes").fill("place POST");
        assertThat(page.locator(".route:visible")).hasCount(1);

        server.send("routes", row(400_000));
        assertThat(page.locator("[id='route-orders.get']")).isHidden();

        page.getByLabel("Search routes").fill("nothing like this");
        assertThat(page.getByText("No route matches.")).isVisible();
    }

    @Test
    void a_server_that_cannot_is_told_and_not_taken_for_done() {
        show("/route");
        server.answer(ORDERS.rollback(), 500, "");

        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Roll back").setExact(true))
                .click();

        assertThat(page.locator("#notice")).containsText("The server could not do that.");
    }

    @Test
    void where_roll_back_was_nothing_leads_forward_and_resume_asks_first() {
        show("/route");
        server.answer(
                ORDERS.resume(),
                200,
                server.part(
                        "frame/confirmation",
                        "confirmation",
                        SampleConfirmations.resuming(SampleFlags.orders().address())));
        List<String> sent = posts();

        server.send(
                "flag",
                server.part("flag/actions", "flag", rolledBack()) + server.part("flag/flag", "flag", rolledBack()));
        assertThat(page.locator("#roll-back")).hasText("Rolled back");
        page.locator("#roll-back").click(new Locator.ClickOptions().setForce(true));
        assertThat(page.locator("#confirmation")).isHidden();
        page.locator("#flag .resume").click();

        assertThat(page.locator("#confirmation")).isVisible();
        // A second Enter on the link is none on the button.
        assertThat(page.locator("#confirmation-title")).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("Escape");
        assertThat(page.locator("#confirmation")).isHidden();
        assertThat(page.locator("#flag .resume")).isFocused();
        assertThat(sent).isEmpty();
    }

    @Test
    void what_lies_under_the_pointer_stays_there_when_something_above_it_grows() {
        show("/overview");
        Locator button = page.locator("[id='route-orders.get'] .route-act button");
        button.hover();
        double before = button.boundingBox().y;

        server.send("summary", server.part("overview/summary", "summary", SampleOverviews.allRolledBack()));

        assertThat(page.locator("#summary .alarm")).isVisible();
        assertThat(button.boundingBox().y).isCloseTo(before, within(1.5));
    }

    @Test
    void a_press_on_what_has_just_taken_the_place_of_another_button_is_not_taken_until_it_is_repeated() {
        page.clock().install();
        show("/overview");
        List<String> sent = posts();
        Locator aimed = page.locator("[id='route-orders.get'] .route-act button");
        aimed.scrollIntoViewIfNeeded();
        BoundingBox box = aimed.boundingBox();
        page.evaluate("banyan.hold(() => document.getElementById('route-orders.get').remove())");

        page.mouse().click(box.x + box.width / 2, box.y + box.height / 2);
        assertThat(page.locator("#notice")).containsText("The page moved just then.");
        assertThat(sent).isEmpty();

        page.clock().runFor(1_500);
        page.mouse().click(box.x + box.width / 2, box.y + box.height / 2);
        page.waitForCondition(() -> sent.size() == 1);
    }

    /** A button that lived on as another would take what was pressed on the first for a press on the second. */
    @Test
    void a_press_that_begins_on_one_button_does_not_end_on_another_that_takes_its_place() {
        show("/overview");
        place("<p id=\"acts\"><button type=\"button\" class=\"danger\">Roll back</button></p>");
        page.evaluate(
                "() => { window.pressed = []; document.addEventListener('click', (e) => pressed.push(e.target.textContent)); }");
        BoundingBox box = page.locator("#acts button").boundingBox();

        page.mouse().move(box.x + 5, box.y + 5);
        page.mouse().down();
        patch("<p id=\"acts\"><button type=\"button\" class=\"quiet\">Resume</button></p>");
        page.mouse().up();

        assertThat(page.locator("#acts")).hasText("Resume");
        assertThat(page.evaluate("() => pressed.includes('Resume')")).isEqualTo(false);
    }

    @Test
    void what_comes_before_a_line_leaves_the_line_the_same() {
        show("/overview");
        place("<div id=\"lines\"><p class=\"line\" tabindex=\"0\">a line</p></div>");
        page.locator("#lines .line").focus();

        patch("<div id=\"lines\"><p class=\"warning\">a warning</p><p class=\"line\" tabindex=\"0\">a line</p></div>");

        assertThat(page.locator("#lines")).containsText("a warning");
        assertThat(page.locator("#lines .line")).isFocused();
    }

    private void place(String markup) {
        page.evaluate("markup => document.getElementById('page').prepend(banyan.parse(markup))", markup);
    }

    private void patch(String markup) {
        page.evaluate("markup => banyan.patch(banyan.parse(markup), 'live')", markup);
    }

    @Test
    void a_press_on_what_somebody_has_scrolled_to_is_taken_though_the_page_changed_a_moment_ago() {
        page.clock().install();
        show("/overview");
        List<String> sent = posts();
        rollBack("orders.get").scrollIntoViewIfNeeded();
        BoundingBox before = rollBack("orders.get").boundingBox();
        BoundingBox wanted = rollBack("orders.place").boundingBox();
        page.evaluate("banyan.hold(() => {})");

        page.clock().runFor(300);
        page.mouse().wheel(0, wanted.y - before.y);
        page.waitForCondition(() -> rollBack("orders.place").boundingBox().y < wanted.y - 1);
        page.mouse().click(before.x + before.width / 2, before.y + before.height / 2);

        page.waitForCondition(() -> sent.size() == 1);
    }

    private Locator rollBack(String route) {
        return page.locator("[id='route-" + route + "'] .route-act button");
    }

    @Test
    void words_that_are_being_read_stay_and_a_second_press_does_not_fold_them_up() {
        show("/overview");
        Locator words = page.locator("#roll-back-all .ask-words p").first();
        page.locator("#roll-back-all summary").dblclick();
        assertThat(words).isVisible();
        String read = words.textContent();

        server.send(
                "summary",
                server.part("overview/roll-back-all", "summary", SampleOverviews.allRolledBack()) + row(400_000));
        assertThat(page.locator("[id='route-orders.get'] .route-at")).containsText("40");

        // Nothing is left to roll back: then there is nothing to press any more.
        assertThat(words).hasCount(0);
        assertThat(read).contains("requests/s go back to legacy");
    }

    private List<String> posts() {
        List<String> sent = new CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            if (request.method().equals("POST")) {
                sent.add(request.url());
            }
        });
        return sent;
    }

    @Test
    void a_late_answer_changes_only_what_it_names_though_its_form_is_gone() {
        show("/route");
        String notice = server.part("frame/notice", "notice", ActionNotice.warning("Late.", "But here.", null));
        server.answer(ORDERS.preview(), 200, notice);
        page.evaluate("document.addEventListener('htmx:beforeOnLoad',"
                + " () => document.querySelector('#rollout form').remove())");

        page.getByLabel("Share of callers").fill("50");

        assertThat(page.locator("#notice")).containsText("Late.");
        assertThat(page.locator("#rollout form")).hasCount(0);
        assertThat(page.locator("#traffic")).isVisible();
    }

    @Test
    void good_news_leaves_by_itself_though_numbers_keep_coming() {
        page.clock().install(new Clock.InstallOptions().setTime(0));
        page.clock().pauseAt(1_000);
        show("/route-rolled-back");
        page.clock().runFor(7_000);
        assertThat(page.locator("#notice .notice")).isVisible();
        assertThat(page.locator("#convergence")).not().containsText("9 of 12");
        server.send(
                "instances",
                server.part(
                        "arrival/convergence-card",
                        "convergence",
                        SampleInstances.straggling().convergence()));
        assertThat(page.locator("#convergence")).containsText("9 of 12");
        page.clock().runFor(2_000);
        assertThat(page.locator("#notice .notice")).isHidden();
    }

    @Test
    void the_bell_says_what_is_new_and_only_that() {
        show("/overview");
        server.send("bell", bell(3));
        assertThat(page.locator("#bell-news")).hasText("3 new notices");
        server.send("bell", bell(4));
        assertThat(page.locator("#bell-news")).hasText("1 new notice");
        assertThat(page.locator(".bell-count")).containsText("4");

        server.send("bell", bell(0));
        assertThat(page.locator(".bell-count")).hasCount(0);
        assertThat(page.locator("#bell-news")).hasText("1 new notice");
    }

    @Test
    void a_page_that_only_hears_the_bell_does_not_pass_for_old() {
        page.clock().install();
        show("/audit");
        server.cut();
        page.clock().runFor(20_000);
        assertThat(page.locator("#connection")).isHidden();

        server.restore();
        page.clock().runFor(5_000);
        // A stream that the page has given up meanwhile may still count as open, so it is said until it is heard.
        page.waitForCondition(() -> {
            server.send("bell", bell(1));
            return page.locator("#bell-news").textContent().equals("1 new notice");
        });
    }

    private String bell(int unread) {
        return server.part("frame/bell", "bell", new BellView(unread));
    }

    private void show(String path) {
        page.navigate(server.address(path));
        page.waitForCondition(() -> server.openStreams() == 1);
    }

    private String row(int share) {
        FlagPanel flag = SampleFlags.flag(
                SampleFlags.orders(),
                RouteKind.TWO,
                SampleFlags.rollout(Stage.OFF, Stage.COMPLETE, share),
                Samples.EDITOR);
        return server.part("overview/route-row", "row", new RouteRow(flag, SampleTraffic.split(600, 400, 0)));
    }

    private static FlagPanel rolledBack() {
        return SampleFlags.flag(
                SampleFlags.orders(),
                RouteKind.TWO,
                List.of(SampleFlags.cohort(
                        "default", List.of(), RouteKind.TWO, SampleFlags.rollout(Stage.OFF, Stage.COMPLETE, 250_000))),
                RollbackViewBuilder.builder()
                        .cap(Stage.OFF)
                        .isolation(false)
                        .scope(RollbackView.Scope.ROUTE)
                        .scopeName(null)
                        .actor("tom")
                        .at(Samples.ago(Duration.ZERO))
                        .resume(ORDERS.resume())
                        .comingDown(null)
                        .build(),
                Samples.EDITOR);
    }

    private static RolloutForm noted() {
        return changed("25", 13, "Rolled back: what you set here holds after Resume.");
    }

    private static RolloutForm changed(String percentage, long version) {
        return changed(percentage, version, null);
    }

    private static RolloutForm changed(String percentage, long version, String note) {
        RolloutForm form = SampleRoutes.all().get("route").form();
        return RolloutFormBuilder.builder()
                .address(form.address())
                .permit(form.permit())
                .version(version)
                .cohorts(form.cohorts())
                .cohort(form.cohort())
                .pairs(form.pairs())
                .pair(form.pair())
                .percentage(percentage)
                .reason("")
                .preview(form.preview())
                .error(null)
                .conflict(null)
                .note(note)
                .blocked(null)
                .reasonNeeded(false)
                .build();
    }

    private String version() {
        return page.locator("#rollout [name=version]").inputValue();
    }
}
