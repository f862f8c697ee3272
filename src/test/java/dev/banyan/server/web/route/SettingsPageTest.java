package dev.banyan.server.web.route;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.banyan.server.access.people.Role;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestStream;
import dev.banyan.server.testing.TestUsers;
import dev.banyan.server.web.browser.Readability;
import dev.banyan.server.web.browser.TestBrowser;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A product owner decides how much is compared, and when instances give up on the new side. */
@BanyanTest
class SettingsPageTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final TestBrowser BROWSER = TestBrowser.shared();

    private TestShop shop;
    private Page page;

    @BeforeEach
    void openShop() {
        shop = TestShop.open().route("orders.get", 4);
        page = BROWSER.open(TestBrowser.Screen.DESKTOP, ColorScheme.LIGHT);
    }

    @AfterEach
    void close() {
        page.context().close();
    }

    @Test
    void a_breaker_is_a_tick_and_its_figures() {
        openRoute(shop.editor());
        assertThat(settings()).containsText("None.");
        assertThat(page.getByLabel("Opens at errors of")).isHidden();

        settings().locator("summary").click();
        page.getByLabel("Stop calling a failing new side").check();
        page.getByLabel("Opens at errors of").fill("30");
        page.getByLabel("Compared reads").fill("12.5");
        Readability.require(page, "settings");
        save();

        assertThat(page.locator("#notice")).containsText("Saved.");
        assertThat(settings()).containsText(Pattern.compile("Opens at 30.% errors"));
        assertThat(page.locator("#history")).containsText(Pattern.compile("Shadow reads 100.% → 12\\.5.%"));
        assertThat(shop.flag("orders.get").getInt("breaker.errorRate")).isEqualTo(30);
        assertThat(shop.flag("orders.get").getBoolean("enabled")).isFalse();
    }

    @Test
    void a_wrong_figure_is_explained_beside_its_field_and_the_rest_stays_typed() {
        openRoute(shop.editor());
        settings().locator("summary").click();
        page.getByLabel("Stop calling a failing new side").check();
        page.getByLabel("Opens at errors of").fill("0");
        page.locator("#settings-reason").fill("for the sale");
        save();

        assertThat(page.locator("#settings-breaker-errorRate-note")).containsText("always be open");
        assertThat(page.locator("#settings-reason")).hasValue("for the sale");
        assertThat(page.getByLabel("Stop calling a failing new side")).isChecked();
        assertThat(shop.flag("orders.get").getString("breaker")).isNull();
    }

    @Test
    void whoever_was_slower_is_told_and_may_press_again() {
        openRoute(shop.editor());
        settings().locator("summary").click();
        page.getByLabel("Compared reads").fill("10");
        shop.patch("orders.get", Map.of("percentage", 5)).statusCode(200);
        save();

        assertThat(settings().getByRole(AriaRole.ALERT)).containsText("was faster");
        assertThat(page.getByLabel("Compared reads")).hasValue("10");
        save();
        await().atMost(SOON).until(() -> shop.flag("orders.get").getInt("shadow.percentage") == 10);
        assertThat(shop.flag("orders.get").getInt("cohorts[0].rollout.percentage"))
                .isEqualTo(5);
    }

    @Test
    void a_move_that_some_instances_will_not_understand_waits_for_a_tick() {
        try (TestStream old = TestStream.connect(
                shop.sdkKey(), "old-1", "Banyan-Application", "legacy-shop", "Banyan-Understands", "by-parts kind:2")) {
            assertThat(old.status()).isEqualTo(200);
            String instances = shop.environmentPath() + "/instances";
            await().atMost(SOON)
                    .until(() ->
                            shop.editor().request().get(instances).asString().contains("old-1"));
            openRoute(shop.editor());
            page.getByLabel("Share of callers on the later stage").fill("25");
            assertThat(page.locator("#preview .confirm")).containsText("1 instance of legacy-shop runs an SDK");
            assertThat(page.locator("#preview .confirm")).containsText("will not understand routes of 4 stages");
            Readability.require(page, "confirmation");
            page.locator("#rollout .send").click();

            assertThat(page.locator("#rollout [role=alert]")).containsText("tick the box");
            assertThat(page.getByLabel("Share of callers on the later stage")).hasValue("25");
            assertThat(shop.flag("orders.get").getBoolean("enabled")).isFalse();
            page.locator("#preview .confirm input").check();
            page.locator("#rollout .send").click();

            assertThat(page.locator("#notice")).containsText("Moved.");
            assertThat(page.locator("#preview .confirm")).hasCount(0);
            assertThat(shop.flag("orders.get").getInt("cohorts[0].rollout.percentage"))
                    .isEqualTo(25);
        }
    }

    @Test
    void works_without_scripts() {
        page.context().close();
        page = BROWSER.openWithoutScripts();
        openRoute(shop.editor());
        settings().locator("summary").click();
        page.getByLabel("Compared reads").fill("0.05");
        page.getByLabel("Stop calling a failing new side").check();
        page.getByLabel("Within").fill("20");
        save();

        assertThat(settings()).containsText(Pattern.compile("0\\.05.% of the reads"));
        assertThat(settings()).containsText("within 20 s");
        assertThat(shop.flag("orders.get").getInt("breaker.windowSeconds")).isEqualTo(20);

        settings().locator("summary").click();
        page.getByLabel("Opens at errors of").fill("0");
        save();
        assertThat(page.locator("#settings-breaker-errorRate-note")).containsText("always be open");
        assertThat(shop.flag("orders.get").getInt("breaker.errorRate")).isEqualTo(50);
    }

    @Test
    void an_operator_sees_it_and_cannot_change_it() {
        openRoute(TestUsers.with(Role.OPERATOR, shop.project()));

        assertThat(settings()).containsText("Every read that asks both sides.");
        assertThat(settings().locator("form")).hasCount(0);
        int status = ((Number) page.evaluate(
                        "async (path) => (await fetch(path, {method: 'POST', headers: {'X-CSRF-Token':"
                                + " document.querySelector('[name=csrf]').value},"
                                + " body: new URLSearchParams({version: '1', breaker: 'on'})})).status",
                        routePage() + "/settings"))
                .intValue();
        assertThat(status).isEqualTo(403);
    }

    private void openRoute(ApiClient user) {
        page.navigate(url("/"));
        page.locator("#username").fill(user.username());
        page.locator("#password").fill(user.password());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL(Pattern.compile(".*/projects/.*"));
        page.navigate(url(routePage()));
    }

    private void save() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                .click();
    }

    private Locator settings() {
        return page.locator("#settings");
    }

    private String routePage() {
        return "/projects/" + shop.project() + "/environments/production/routes/orders.get";
    }

    private static String url(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }
}
