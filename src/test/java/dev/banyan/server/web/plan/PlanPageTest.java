package dev.banyan.server.web.plan;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.banyan.server.access.people.Role;
import dev.banyan.server.guard.statistics.Verdict;
import dev.banyan.server.plan.evidence.TestGuard;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import dev.banyan.server.web.browser.TestBrowser;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A product owner starts a plan with one press, and reads where it is. */
@BanyanTest
class PlanPageTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final TestBrowser BROWSER = TestBrowser.shared();

    private TestShop shop;
    private Page page;

    @BeforeEach
    void openShop() {
        shop = TestShop.open().route("orders.get", 2);
        page = BROWSER.open(TestBrowser.Screen.DESKTOP, ColorScheme.LIGHT);
    }

    @AfterEach
    void close() {
        page.context().close();
    }

    @Test
    void one_press_starts_a_plan_and_the_page_follows_it() {
        open(shop.editor(), "");
        press("Start plan");

        assertThat(page.locator("#plan-card")).containsText("Step 1 of 4.");
        assertThat(page.locator("#flag")).containsText(Pattern.compile("New serves 5.%"));
        page.locator("#plan-card a").click();
        assertThat(page.locator("#plan-title")).containsText("Step 1 of 4");
        assertThat(page.locator(".timeline > li")).hasCount(4);
        assertThat(page.locator(".timeline > .now")).containsText(Pattern.compile("5.% at Complete"));
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();

        press("Pause");
        assertThat(board()).containsText(shop.editor().username() + " paused it.");
        press("Resume");
        press("Go on without waiting");
        shop.act("orders.get", "rollback", Map.of()).statusCode(200);
        assertThat(board()).containsText("rolled the route back");
        page.locator("#plan-resume summary").click();
        assertThat(page.locator("#plan-resume")).containsText(Pattern.compile("orders.get: 50?.% at Complete"));
        press("Resume route and plan");
        assertThat(page.locator("#plan-title")).containsText(Pattern.compile("Step [12] of 4"));
        assertThat(shop.flag("orders.get").getBoolean("rolledBack")).isFalse();
        page.locator("#plan-abort summary").click();
        press("Abort the plan");
        assertThat(board()).containsText("Plan aborted");
    }

    @Test
    void a_plan_is_offered_only_where_there_is_something_that_it_may_move() {
        shop.patch("orders.get", Map.of("percentage", 100)).statusCode(200);
        open(shop.editor(), "/plan");
        assertThat(board()).containsText("there is nothing left to move");
        assertThat(board().locator("button")).hasCount(0);

        shop.act("orders.get", "rollback", Map.of()).statusCode(200);
        page.reload();
        assertThat(board())
                .containsText("orders.get is rolled back, so a plan cannot move it. Resume the route first.");
        assertThat(board().locator("button")).hasCount(0);
        page.navigate(url("/projects/" + shop.project() + "/environments/production/routes/orders.get"));
        assertThat(page.locator("#plan-card")).containsText("Resume the route first.");
        assertThat(page.locator("#plan-card button")).hasCount(0);
    }

    @Test
    void whoever_started_a_plan_is_not_offered_to_approve_its_steps() {
        shop.editor()
                .request()
                .body(Map.of("steps", List.of(Map.of("percentage", 5, "gate", "approval"))))
                .put(shop.routePath("orders.get") + "/plan")
                .then()
                .statusCode(200);
        open(shop.editor(), "/plan");
        press("Start plan");
        assertThat(board()).containsText("somebody else has to approve");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve the next step")))
                .hasCount(0);

        assertThat(page.locator("#plan-events")).containsText("Asked for approval");
        page.context().clearCookies();
        open(TestUsers.with(Role.EDITOR, shop.project()), "/plan");
        press("Approve the next step");
        assertThat(page.locator("#flag, #plan-title")).containsText(Pattern.compile("Step 1 of 1|Plan finished"));
    }

    @Test
    void a_plan_that_harm_holds_back_is_judged_anew_with_one_press() {
        open(shop.editor(), "/plan");
        press("Start the normal plan");
        TestGuard.says(shop.project(), Verdict.HARMFUL, 10);
        assertThat(board()).containsText("Does not go on: the new side does harm");
        press("Judge anew");
        assertThat(board()).not().containsText("does harm");
        assertThat(page.locator("#plan-board .plan-actions")).not().containsText("Judge anew");
    }

    @Test
    void steps_are_edited_in_rows_and_put_in_order() {
        open(shop.editor(), "/plan");
        form().locator("summary").click();
        page.locator("#share-2").fill("");
        page.locator("#share-4").fill("12.5");
        page.locator("#minutes-4").fill("0.5");
        press("Make this plan");

        assertThat(page.locator("#notice")).containsText("Saved.");
        assertThat(page.locator(".timeline > li")).hasCount(4);
        assertThat(page.locator(".timeline > li").nth(1)).containsText(Pattern.compile("12\\.5.% at Complete"));
        assertThat(plan().getInt("steps[1].minimumSeconds")).isEqualTo(30);
        assertThat(shop.flag("orders.get").getBoolean("enabled")).isFalse();
        press("Start plan");
        await().atMost(SOON).until(() -> plan().getInt("step") == 0);
    }

    @Test
    void works_without_scripts_and_a_wrong_row_is_explained() {
        page.context().close();
        page = BROWSER.openWithoutScripts();
        open(shop.editor(), "/plan");
        form().locator("summary").click();
        page.locator("#share-0").fill("many");
        press("Make this plan");
        assertThat(form().getByRole(AriaRole.ALERT)).containsText("“many” is not a number");
        assertThat(page.locator("#share-0")).hasValue("many");
        page.locator("#share-0").fill("1");
        press("Make this plan");
        assertThat(page.locator(".timeline > li").first()).containsText(Pattern.compile("1.% at Complete"));
        press("Start plan");
        assertThat(board()).containsText("Pause");
        page.locator("#plan-abort summary").click();
        press("Abort the plan");
        assertThat(board()).containsText("Plan aborted");
    }

    @Test
    void the_calendar_is_shown_and_what_it_holds_up() {
        ApiClient.administrator()
                .request()
                .header("If-Match", "0")
                .body(Map.of(
                        "timeZone",
                        "Europe/Berlin",
                        "freezes",
                        List.of(Map.of("name", "Sale", "from", "2020-01-01T00:00:00", "to", "2999-01-01T00:00:00"))))
                .put(shop.environmentPath() + "/calendar")
                .then()
                .statusCode(200);
        open(shop.editor(), "/plan");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Start the brisk plan"))
                .click();

        assertThat(board()).containsText("Waits for the calendar: frozen by “Sale”.");
        assertThat(page.locator("#plan-calendar")).containsText("Closed now: frozen by “Sale”");
        assertThat(shop.flag("orders.get").getBoolean("enabled")).isFalse();
    }

    @Test
    void an_operator_may_stop_it_and_is_offered_nothing_else() {
        open(TestUsers.with(Role.OPERATOR, shop.project()), "/plan");
        assertThat(board().locator("button")).hasCount(0);
        assertThat(form()).containsText("Plans are laid down and started by editors.");
    }

    private void open(ApiClient user, String where) {
        page.navigate(url("/"));
        page.locator("#username").fill(user.username());
        page.locator("#password").fill(user.password());
        press("Sign in");
        page.waitForURL(Pattern.compile(".*/projects/.*"));
        page.navigate(url("/projects/" + shop.project() + "/environments/production/routes/orders.get" + where));
    }

    private void press(String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private Locator board() {
        return page.locator("#plan-board");
    }

    private Locator form() {
        return page.locator("#plan-form");
    }

    private io.restassured.path.json.JsonPath plan() {
        return shop.editor()
                .request()
                .get(shop.routePath("orders.get") + "/plan")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String url(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }
}
