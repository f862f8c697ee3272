package dev.banyan.server.web.report;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.banyan.evaluation.Side;
import dev.banyan.server.access.people.Role;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestService;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import dev.banyan.server.web.browser.Readability;
import dev.banyan.server.web.browser.TestBrowser;
import io.restassured.RestAssured;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people see of what services report, in a real BROWSER. */
@BanyanTest
class ReportPageTest {
    private static final String COMPARISON = """
            {"route":"orders.put","stage":"shadow","operation":"read","compared":1000,"mismatched":3,"dropped":2,"controls":10,
             "paths":[{"path":"$.total","kind":"changed","count":3,"control":0},{"path":"$.servedAt","kind":"changed","count":1000,"control":10},
               {"path":"$!not accessible at $.id","kind":"changed","count":1,"control":0}],
             "samples":[{"path":"$.total","kind":"changed","legacy":"10","new":"<i>11</i>"},
               {"path":"$.email","kind":"changed","legacy":null,"new":null,"redacted":true}]}""";

    private static final TestBrowser BROWSER = TestBrowser.shared();

    private TestShop shop;
    private TestService service;
    private Page page;

    @BeforeEach
    void openShop() {
        shop = TestShop.open().route("orders.put", 6);
        shop.patch("orders.put", Map.of("from", "off", "to", "dualwrite", "percentage", 100))
                .statusCode(200);
        shop.patch("orders.put", Map.of("from", "dualwrite", "to", "shadow", "percentage", 100))
                .statusCode(200);
        service = TestService.of(shop, "one", "legacy-shop");
        page = BROWSER.open(TestBrowser.Screen.DESKTOP, ColorScheme.LIGHT);
    }

    @AfterEach
    void closePage() {
        page.context().close();
    }

    @Test
    void the_open_page_of_a_route_shows_reports_as_they_come() {
        signIn(shop.editor());
        page.navigate(routePage());
        assertThat(page.locator("#comparison")).isHidden();
        assertThat(page.locator("#backlog")).isHidden();
        assertThat(page.locator("#local")).isHidden();
        assertThat(page.locator("#code")).containsText("No service has said");

        service.compares(COMPARISON).statusCode(204);
        service.report(overridden(), TestService.backlog("orders.put", "ledger-a", 12))
                .statusCode(204);

        assertThat(page.locator("#comparison")).containsText(Pattern.compile("0\\.3.% of answers differ"));
        assertThat(page.locator("#comparison .noise")).containsText("$.servedAt");
        assertThat(page.locator("#comparison tr")
                        .filter(new Locator.FilterOptions().setHasText("not accessible at $.id")))
                .containsText("could not be compared");
        assertThat(page.locator("#comparison .samples .values .new"))
                .containsText(new String[] {"withheld", "<i>11</i>"});
        assertThat(page.locator("#local")).containsText("1 instance is overridden locally: off");
        assertThat(page.locator("#local")).containsText("By environment variable on one.host");
        assertThat(page.locator("#instances")).containsText("Overridden: off");
        assertThat(page.locator("#code")).containsText("com.shop.Orders.put:42");
        assertThat(page.locator("#backlog")).containsText("12 second writes are still missing on the new side");

        service.report("", TestService.backlog("orders.put", "ledger-a", 0)).statusCode(204);
        assertThat(page.locator("#backlog")).isHidden();
        assertThat(page.locator("#local")).isHidden();
    }

    @Test
    void a_move_to_live_is_refused_beforehand_and_afterwards_until_the_ledger_is_discarded() {
        service.misses("orders.put", "ledger-a", 12);
        signIn(shop.editor());
        page.navigate(routePage());

        page.locator("#pair").selectOption("shadow:live");
        page.locator("#percentage").fill("5");
        assertThat(page.locator("#preview")).containsText("12 second writes are still missing on the new side");
        page.locator("#rollout .send").click();
        assertThat(page.locator("#rollout [role=alert]")).containsText("12 second writes are still missing");
        assertThat(shop.flag("orders.put").getString("cohorts[0].rollout.to")).isEqualTo("shadow");

        Locator backlog = page.locator("#backlog");
        // By keyboard: the page has just moved, and a press of the pointer on what comes to lie there is not taken.
        backlog.locator("summary").press("Enter");
        backlog.locator("[name=reason]").fill("machine is gone, replayed by hand");
        backlog.getByRole(AriaRole.BUTTON).click();
        assertThat(page.locator("#notice")).containsText("13 missing writes of orders.put");
        assertThat(backlog).isHidden();
        page.locator("#pair").selectOption("shadow:live");
        page.locator("#percentage").fill("5");
        page.locator("#rollout .send").click();
        assertThat(page.locator("#notice")).containsText("Moved");
    }

    @Test
    void writes_that_legacy_lacks_are_told_apart_on_open_pages_and_before_a_move() {
        signIn(shop.editor());
        assertThat(page.locator(".route .route-safety")).containsText("Safe");
        service.report(
                        "",
                        TestService.backlog("orders.put", "ledger-a", Side.LEGACY, 12, 0) + ","
                                + TestService.backlog("orders.put", "ledger-a", Side.NEW, 1, 0))
                .statusCode(204);
        assertThat(page.locator(".route .missing-mark")).hasText("12 writes missing on legacy, 1 on the new side");
        assertThat(page.locator(".route .route-safety")).containsText("Loses writes");

        page.navigate(routePage());
        assertThat(page.locator("#backlog-legacy h2")).hasText("12 second writes are still missing on legacy");
        assertThat(page.locator("#backlog-new h2")).hasText("1 second write is still missing on the new side");
        assertThat(page.locator("#safety")).containsText("Legacy lacks 12 writes");
        page.locator("#pair").selectOption("off:dualwrite");
        page.locator("#percentage").fill("5");

        service.report("", TestService.backlog("orders.put", "ledger-a", Side.LEGACY, 0, 0))
                .statusCode(204);
        assertThat(page.locator("#backlog-legacy")).hasCount(0);
        assertThat(page.locator("#safety")).containsText("Rolling back is safe");
        Locator left = page.locator("#backlog-new");
        left.locator("summary").press("Enter");
        left.locator("[name=reason]").fill("machine is gone, replayed by hand");
        left.getByRole(AriaRole.BUTTON).click();
        assertThat(page.locator("#notice")).containsText("1 missing write of orders.put");
    }

    @Test
    void a_move_to_complete_says_what_legacy_will_never_get() {
        shop.patch("orders.put", Map.of("from", "shadow", "to", "live", "percentage", 100))
                .statusCode(200);
        shop.patch("orders.put", Map.of("from", "live", "to", "rampdown", "percentage", 100))
                .statusCode(200);
        service.report("", TestService.backlog("orders.put", "ledger-a", Side.LEGACY, 12, 0))
                .statusCode(204);
        signIn(shop.editor());
        page.navigate(routePage());

        page.locator("#pair").selectOption("rampdown:complete");
        page.locator("#percentage").fill("5");

        assertThat(page.locator("#preview"))
                .containsText("12 writes are missing on legacy, which gets none any more at Complete");
        page.locator("#rollout .send").click();
        assertThat(page.locator("#notice")).containsText("Moved");
    }

    @Test
    void an_operator_sees_missing_writes_but_cannot_discard_them() {
        service.misses("orders.put", "ledger-a", 12);
        signIn(TestUsers.with(Role.OPERATOR, shop.project()));
        page.navigate(routePage());

        assertThat(page.locator("#backlog")).containsText("12 second writes");
        assertThat(page.locator("#backlog form")).hasCount(0);
    }

    @Test
    void the_overview_marks_routes_and_lists_where_code_and_server_disagree() {
        signIn(shop.editor());
        assertThat(page.locator("#drift")).isHidden();

        service.declares(overridden(), TestService.route("orders.remove", 2, "off", "com.shop.Orders.remove:7"));

        assertThat(page.locator(".route .local-mark")).containsText("Overridden on 1");
        assertThat(page.locator("#drift")).containsText("Code and control plane disagree in 1 place");
        assertThat(page.locator("#drift")).containsText("legacy-shop 1.4 asks for it (com.shop.Orders.remove:7)");
        assertThat(page.locator("#drift")).containsText("Add the route here under this key");
    }

    @Test
    void reports_are_accessible_and_fit_a_phone_in_light_and_dark() {
        service.compares(COMPARISON).statusCode(204);
        service.report(
                        overridden() + "," + TestService.route("orders.remove", 2, "off", "com.shop.Orders.remove:7"),
                        TestService.backlog("orders.put", "ledger-a", 12) + ","
                                + TestService.backlog("orders.put", "ledger-a", Side.LEGACY, 12, 3))
                .statusCode(204);
        TestBrowser.LOOKS.forEach((screen, scheme) -> {
            page.context().close();
            page = BROWSER.open(screen, scheme);
            signIn(shop.editor());
            assertThat(page.locator("#drift")).isVisible();
            Readability.require(page, "overview");
            page.navigate(routePage());
            assertThat(page.locator("#comparison .samples")).isVisible();
            Readability.require(page, "route");
        });
    }

    private static String overridden() {
        return """
                {"key":"orders.put","kind":6,"default":"off","sites":["com.shop.Orders.put:42"],
                 "override":{"stage":"off","from":"environment"},"openings":0}""";
    }

    private void signIn(ApiClient user) {
        page.navigate("http://localhost:" + RestAssured.port + "/");
        page.locator("#username").fill(user.username());
        page.locator("#password").fill(user.password());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL(Pattern.compile(".*/projects/.*"));
    }

    private String routePage() {
        return "http://localhost:" + RestAssured.port + "/projects/" + shop.project()
                + "/environments/production/routes/orders.put";
    }
}
