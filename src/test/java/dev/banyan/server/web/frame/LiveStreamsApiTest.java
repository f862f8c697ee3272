package dev.banyan.server.web.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.server.access.people.Role;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.Browser;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestStream;
import dev.banyan.server.testing.TestUsers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The streams of open pages, over the line. */
@BanyanTest
class LiveStreamsApiTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** What {@code banyan.pages.max-streams-per-person} is unless it is set. */
    private static final int MOST_PER_PERSON = 20;

    private final List<TestStream> open = new ArrayList<>();
    private TestShop shop;

    @BeforeEach
    void openShop() {
        shop = TestShop.open().route("orders.get", 2);
    }

    @AfterEach
    void closeAll() {
        open.forEach(TestStream::close);
    }

    @Test
    void shows_the_page_and_what_changes_with_the_viewers_own_token() {
        Browser browser = signedIn(shop.editor());
        TestStream stream = open(browser, "/routes/orders.get/live");
        assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
        awaitText(stream, browser.csrf());

        shop.patch("orders.get", Map.of("percentage", 5, "reason", "a sale begins"))
                .statusCode(200);

        awaitText(stream, "a sale begins");
    }

    /** Much sooner than by its own age. */
    @Test
    void ends_when_its_viewer_signs_out_is_removed_or_becomes_another() {
        ApiClient leaves = TestUsers.with(Role.EDITOR, shop.project());
        ApiClient removed = TestUsers.with(Role.VIEWER, shop.project());
        ApiClient renewed = TestUsers.with(Role.VIEWER, shop.project());
        ApiClient demoted = TestUsers.with(Role.EDITOR, shop.project());
        Browser leaving = signedIn(leaves);
        TestStream signedOut = open(leaving, "/live");
        TestStream withoutRole = open(signedIn(removed), "/routes/orders.get/live");
        TestStream withOldPassword = open(signedIn(renewed), "/plans/live");
        TestStream withOldRole = open(signedIn(demoted), "/live");
        TestStream bellOfRemoved =
                keep(TestStream.ofPage("/projects/" + shop.project() + "/notices/live", signedIn(removed)));
        TestStream ofAnother = open(signedIn(shop.editor()), "/live");

        leaving.request()
                .formParam("csrf", leaving.csrf())
                .post("/sign-out")
                .then()
                .statusCode(303);
        ApiClient admin = ApiClient.administrator();
        admin.request()
                .delete("/api/v1/projects/{p}/members/{u}", shop.project(), removed.username())
                .then()
                .statusCode(204);
        admin.request()
                .body(Map.of("newPassword", "another good password"))
                .put("/api/v1/users/{u}/password", renewed.username())
                .then()
                .statusCode(204);
        TestUsers.grant(demoted.username(), Role.VIEWER, shop.project());

        for (TestStream ended : List.of(signedOut, withoutRole, withOldPassword, withOldRole, bellOfRemoved)) {
            ended.awaitEnd(SOON);
            assertThat(ended.endedInOrder()).isTrue();
        }
        assertThat(ofAnother.isOpen()).isTrue();
    }

    @Test
    void one_person_may_have_so_many_and_others_still_get_theirs() {
        Browser greedy = signedIn(TestUsers.with(Role.VIEWER, shop.project()));
        for (int i = 0; i < MOST_PER_PERSON; i++) {
            assertThat(open(greedy, "/live").status()).isEqualTo(200);
        }

        TestStream refused = open(greedy, "/live");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(open(signedIn(shop.editor()), "/live").status()).isEqualTo(200);

        open.get(0).close();
        await().atMost(SOON).until(() -> open(greedy, "/live").status() == 200);
    }

    @Test
    void asking_for_its_head_opens_none() {
        Browser browser = signedIn(shop.editor());
        browser.request()
                .head("/projects/{p}/environments/production/live", shop.project())
                .then()
                .statusCode(200);
    }

    /** There is an event for each line of markup. */
    private static void awaitText(TestStream stream, String text) {
        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> stream.next().data().contains(text));
    }

    private static Browser signedIn(ApiClient user) {
        Browser browser = new Browser();
        browser.signIn(user.username(), user.password(), "/").then().statusCode(303);
        return browser;
    }

    private TestStream open(Browser browser, String page) {
        return keep(TestStream.ofPage("/projects/" + shop.project() + "/environments/production" + page, browser));
    }

    private TestStream keep(TestStream stream) {
        open.add(stream);
        return stream;
    }
}
