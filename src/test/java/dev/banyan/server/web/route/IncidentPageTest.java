package dev.banyan.server.web.route;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.web.browser.Confirmations;
import dev.banyan.server.web.browser.TestBrowser;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody presses in an incident, in a hurry and twice. */
@BanyanTest
class IncidentPageTest {
    /** Between the two halves of a double tap, and of a hand that did not believe the first. */
    private static final List<Integer> MILLIS_BETWEEN = List.of(250, 450, 700);

    private static final TestBrowser BROWSER = TestBrowser.shared();

    private TestShop shop;
    private Page page;

    @AfterEach
    void close() {
        page.context().close();
    }

    @Test
    void a_double_tap_on_roll_back_leaves_a_route_rolled_back() {
        open(TestShop.open().route("orders.get", 2));
        shop.patch("orders.get", Map.of("percentage", 100)).statusCode(200);
        for (String path : List.of("/routes/orders.get", "")) {
            String button = path.isEmpty() ? "[id='route-orders.get'] .route-act button" : "#roll-back";
            for (int millis : MILLIS_BETWEEN) {
                go(path);
                tapTwice(page.locator(button), millis);

                assertThat(page.locator("#notice")).containsText("Rolled back.");
                assertThat(page.locator(button)).hasText(Pattern.compile("Rolled back.*"));
                assertThat(page.locator("#confirmation")).isHidden();
                assertThat(shop.flag("orders.get").getBoolean("rolledBack")).isTrue();
                shop.act("orders.get", "resume", Map.of()).statusCode(200);
            }
        }
    }

    @Test
    void a_double_tap_on_roll_back_all_routes_rolls_them_back_once_it_was_read_what_that_moves() {
        open(TestShop.open().route("orders.get", 2).route("orders.list", 2).route("orders.place", 6));
        go("");
        assertThat(button("Roll back all routes")).hasCount(0);
        shop.patch("orders.get", Map.of("percentage", 100)).statusCode(200);
        shop.patch("orders.list", Map.of("percentage", 5)).statusCode(200);
        Locator ask = page.locator("#roll-back-all summary");
        assertThat(page.locator(".ask-words"))
                .containsText("2 routes go back to legacy; no requests come in just now.");

        tapTwice(ask, 250);
        assertThat(page.locator(".ask-words")).isVisible();
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        assertThat(shop.flag("orders.get").getBoolean("rolledBack")).isFalse();
        tapTwice(page.locator(".ask-words button"), 250);

        assertThat(page.locator("#summary .alarm")).containsText("Everything is rolled back.");
        assertThat(ask).hasCount(0);
        assertThat(shop.flag("orders.get").getString("environmentRollback")).isEqualTo("rollback");

        page.locator("#summary .resume").click();
        assertThat(page.locator("#confirmation"))
                .containsText(
                        Pattern.compile("2 routes return to where they were, .*: orders.get 100.%, orders.list 5.%"));
        sendOnceItIsTaken();
        assertThat(page.locator("#summary .alarm")).hasCount(0);
        assertThat(ask).isVisible();
    }

    @Test
    void in_a_protected_environment_a_resume_asks_for_its_reason() {
        open(TestShop.guarded().route("orders.get", 2));
        shop.patch("orders.get", Map.of("percentage", 25, "reason", "first")).statusCode(200);
        shop.act("orders.get", "rollback", Map.of("reason", "errors on new")).statusCode(200);

        go("/routes/orders.get");
        page.locator("#flag .resume").click();
        assertThat(page.locator("#confirmation"))
                .containsText(Pattern.compile("The same callers return: 25.% at Complete, the rest at Off."));
        assertThat(page.locator("#confirmation")).containsText("errors on new");
        page.locator("#confirmation .send").click();
        // The browser itself asks for what is required.
        assertThat(page.locator("#confirmation-reason")).isFocused();
        assertThat(shop.flag("orders.get").getBoolean("rolledBack")).isTrue();
        page.locator("#confirmation-reason").fill("index built");
        sendOnceItIsTaken();
        assertThat(page.locator("#history li").first()).containsText("index built");

        shop.act("orders.get", "rollback", Map.of()).statusCode(200);
        go("");
        page.locator("[id='route-orders.get'] .resume").click();
        page.locator("#confirmation-reason").fill("once more");
        sendOnceItIsTaken();
        assertThat(page.locator("[id='route-orders.get'] .roll-back")).hasText(Pattern.compile("Roll back.*"));

        shop.editor()
                .request()
                .post(shop.environmentPath() + "/rollback")
                .then()
                .statusCode(200);
        page.locator("#summary .resume").click();
        page.locator("#confirmation-reason").fill("all of it");
        sendOnceItIsTaken();
        assertThat(page.locator("#summary .alarm")).hasCount(0);
        assertThat(shop.flag("orders.get").getBoolean("rolledBack")).isFalse();
    }

    @Test
    void an_isolated_route_is_resumed_with_the_word_that_it_was_backfilled() {
        open(TestShop.open().route("orders.place", 6));
        shop.patch("orders.place", Map.of("from", "off", "to", "dualwrite", "percentage", 100))
                .statusCode(200);
        go("/routes/orders.place");
        page.locator("#isolate summary").click();
        assertThat(page.locator(".ask-words")).containsText("needs a backfill before it can come back");
        page.locator(".ask-words button").click();
        assertThat(page.locator("#flag .alarm")).containsText("Isolated");
        assertThat(page.locator("#isolate")).hasAttribute("aria-disabled", "true");

        page.locator("#flag .resume").click();
        page.locator("#confirmation").getByLabel("The new side has been given").check();
        sendOnceItIsTaken();

        assertThat(shop.flag("orders.place").getBoolean("rolledBack")).isFalse();
    }

    @Test
    void a_page_that_resumes_right_after_its_own_rollback_is_told_why_that_is_not_taken() {
        open(TestShop.open().route("orders.get", 2));
        shop.patch("orders.get", Map.of("percentage", 50)).statusCode(200);
        go("/routes/orders.get");
        String words = (String) page.evaluate("""
                async (address) => {
                  const csrf = document.querySelector('[name=csrf]').value;
                  const post = (path, form) => fetch(address + path,
                      {method: 'POST', headers: {'HX-Request': 'true'}, body: new URLSearchParams({csrf, ...form})});
                  const page = await (await post('/rollback', {})).text();
                  const version = page.match(/name="version" value="(\\d+)"/)[1];
                  const answer = await post('/resume', {version});
                  return answer.status + ' ' + await answer.text();
                }""", environmentPage() + "/routes/orders.get");

        // On a machine that took two seconds for it, it was meant.
        if (words.startsWith("409")) {
            assertThat(words)
                    .contains("Not done.", "less than 2 seconds ago", "To resume all the same, press once more.");
            assertThat(shop.flag("orders.get").getBoolean("rolledBack")).isTrue();
        } else {
            assertThat(words).startsWith("200");
        }
    }

    @Test
    void beside_a_rollback_nothing_is_restored_and_elsewhere_only_what_was_looked_at() {
        open(TestShop.guarded().route("orders.get", 2));
        shop.patch("orders.get", Map.of("percentage", 100, "reason", "all of it"))
                .statusCode(200);
        shop.patch("orders.get", Map.of("percentage", 5, "reason", "canary")).statusCode(200);
        shop.act("orders.get", "rollback", Map.of()).statusCode(200);
        shop.act("orders.get", "resume", Map.of("reason", "healed")).statusCode(200);
        go("/routes/orders.get");
        assertThat(history("Rolled back to Off").getByText("Restore")).hasCount(0);
        assertThat(history("healed").getByText("Restore")).hasCount(0);

        history("all of it").getByText("Restore").click();
        assertThat(page.locator("#confirmation"))
                .containsText(Pattern.compile("From 5.% to 100.% of everyone: only adds callers"));
        page.locator("#confirmation-reason").fill("as it was");
        shop.patch("orders.get", Map.of("percentage", 10, "reason", "somebody else"))
                .statusCode(200);
        page.locator("#confirmation .send").click();

        assertThat(page.locator("#confirmation [role=alert]")).containsText("It has changed since you looked.");
        assertThat(page.locator("#confirmation")).containsText(Pattern.compile("From 10.% to 100.% of everyone"));
        assertThat(page.locator("#confirmation-reason")).hasValue("as it was");
        page.locator("#confirmation .send").click();
        assertThat(page.locator("#notice")).containsText("Restored.");
        assertThat(page.locator("#history li").first()).containsText("as it was");
    }

    @Test
    void after_a_rollback_by_keyboard_the_focus_stays_where_it_was() {
        open(TestShop.open().route("orders.get", 2));
        shop.patch("orders.get", Map.of("percentage", 100)).statusCode(200);
        go("/routes/orders.get");
        page.locator("#roll-back").focus();
        page.keyboard().press("Enter");

        assertThat(page.locator("#roll-back")).hasText("Rolled back");
        assertThat(page.locator("#roll-back")).isFocused();
        page.keyboard().press("Enter");
        page.locator("#flag .resume").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#confirmation")).isVisible();
        sendOnceItIsTaken();
        // The link is gone, and what it stood in is what is left.
        assertThat(page.locator("#flag")).isFocused();
    }

    @Test
    void without_scripts_all_of_it_works_as_pages() {
        open(TestShop.guarded().route("orders.get", 2));
        shop.patch("orders.get", Map.of("percentage", 25, "reason", "first")).statusCode(200);
        shop.editor()
                .request()
                .post(shop.environmentPath() + "/rollback")
                .then()
                .statusCode(200);
        page.context().close();
        page = BROWSER.openWithoutScripts();
        signIn();
        go("");
        // Her own rollback may be less than two seconds old: then the page says so, and she begins again.
        page.waitForCondition(() -> {
            go("");
            page.locator("#summary .resume").click();
            page.locator("#confirmation-reason").fill("healed");
            page.locator("#confirmation .send").click();
            return page.locator("#summary").count() == 1
                    && page.locator("#summary .alarm").count() == 0;
        });
        page.locator("#roll-back-all summary").click();
        page.locator(".ask-words button").click();
        assertThat(page.locator("#summary .alarm")).isVisible();
    }

    private void sendOnceItIsTaken() {
        Confirmations.sendOnceItIsTaken(page);
    }

    private void tapTwice(Locator target, int millis) {
        target.scrollIntoViewIfNeeded();
        BoundingBox box = target.boundingBox();
        page.mouse().click(box.x + box.width / 2, box.y + box.height / 2);
        page.waitForTimeout(millis);
        page.mouse().click(box.x + box.width / 2, box.y + box.height / 2);
    }

    private Locator history(String words) {
        return page.locator("#history li", new Page.LocatorOptions().setHasText(words))
                .first();
    }

    private void open(TestShop opened) {
        shop = opened;
        page = BROWSER.open(TestBrowser.Screen.DESKTOP, ColorScheme.LIGHT);
        signIn();
    }

    private void signIn() {
        page.navigate("http://localhost:" + RestAssured.port + "/");
        page.locator("#username").fill(shop.editor().username());
        page.locator("#password").fill(shop.editor().password());
        button("Sign in").click();
        page.waitForURL(Pattern.compile(".*/projects/.*"));
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private void go(String path) {
        page.navigate("http://localhost:" + RestAssured.port + environmentPage() + path);
    }

    private String environmentPage() {
        return "/projects/" + shop.project() + "/environments/production";
    }
}
