package dev.banyan.server.access.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.banyan.server.access.people.SignInLimits;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestUsers;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@BanyanTest
class TokenApiTest {

    @Inject
    SigningKeys keys;

    @Inject
    SecureRandom random;

    @Test
    void a_token_says_who_one_is_for_a_quarter_of_an_hour() {
        ApiClient ana = TestUsers.stranger();

        String expiresAt = signIn(ana.username(), ana.password())
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .path("expiresAt");

        assertThat(Duration.between(Instant.now(), Instant.parse(expiresAt)))
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
    }

    @Test
    void a_wrong_name_and_a_wrong_password_get_the_same_answer() {
        String wrongPassword = signIn(TestUsers.stranger().username(), "not the password")
                .then()
                .statusCode(401)
                .extract()
                .path("detail");
        String wrongName = signIn(TestUsers.uniqueKey("nobody"), "not the password")
                .then()
                .statusCode(401)
                .extract()
                .path("detail");

        assertThat(wrongName).isEqualTo(wrongPassword);
    }

    @Test
    void guessing_a_password_is_slowed_down_even_for_the_right_one() {
        ApiClient ana = TestUsers.stranger();
        for (int i = 0; i < SignInLimits.BURST_PER_ACCOUNT; i++) {
            signIn(ana.username(), "guess number " + i).then().statusCode(401);
        }

        signIn(ana.username(), ana.password())
                .then()
                .statusCode(429)
                .header("Retry-After", Integer::parseInt, org.hamcrest.Matchers.greaterThan(0))
                .body("type", equalTo("urn:banyan:problem:too-many-requests"));
    }

    @Test
    void a_new_password_voids_tokens_issued_under_the_old_one() {
        ApiClient ana = TestUsers.stranger();
        String token = ana.token();
        status(token, 403);

        ana.request()
                .body(Map.of("currentPassword", ana.password(), "newPassword", "another good password"))
                .put("/api/v1/users/{user}/password", ana.username())
                .then()
                .statusCode(204);

        status(token, 401);
        signIn(ana.username(), ana.password()).then().statusCode(401);
        signIn(ana.username(), "another good password").then().statusCode(200);
    }

    @Test
    void a_token_that_is_right_in_every_respect_is_accepted() {
        status(new ForgedToken(keys.newest()).sign(), 200);
    }

    @Test
    void an_unsigned_token_is_refused() {
        for (String none : new String[] {"none", "None", "NONE"}) {
            status(new ForgedToken(keys.newest()).unsigned(none), 401);
        }
    }

    @Test
    void the_public_key_is_no_hmac_secret() throws Exception {
        byte[] encoded = keys.newest().publicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(encoded)
                + "\n-----END PUBLIC KEY-----\n";

        status(new ForgedToken(keys.newest()).hmac(encoded), 401);
        status(new ForgedToken(keys.newest()).hmac(pem.getBytes(StandardCharsets.US_ASCII)), 401);
    }

    @Test
    void a_token_of_another_issuer_is_refused() {
        refused(token -> token.issuer = "somebody-else");
    }

    @Test
    void a_token_for_another_audience_or_none_is_refused() {
        refused(token -> token.audience = "another-api");
        refused(token -> token.audience = null);
    }

    @Test
    void an_expired_token_is_refused() {
        refused(token -> {
            token.issuedAt = Instant.now().minusSeconds(600);
            token.expiresAt = Instant.now().minusSeconds(30);
        });
    }

    @Test
    void a_token_that_lives_longer_than_ours_do_is_refused() {
        refused(token -> token.expiresAt = Instant.now().plus(Duration.ofDays(1)));
    }

    @Test
    void a_token_with_an_unknown_key_id_is_refused() {
        refused(token -> token.kid = "unknown");
    }

    @Test
    void a_token_signed_with_another_key_is_refused_whatever_id_it_names() {
        SigningKey attackers = SigningKey.generate(random);

        refused(token -> token.key = attackers.privateKey());
    }

    @Test
    void nonsense_is_refused() {
        for (String nonsense : new String[] {"x", "a.b.c", "..", "bny_sdk_" + "0".repeat(38), "x".repeat(9_000)}) {
            status(nonsense, 401);
        }
    }

    @Test
    void after_a_rotation_old_and_new_keys_verify_and_the_new_one_signs() {
        String before = new ForgedToken(keys.newest()).sign();
        String oldKid = keys.newest().kid();

        String newKid = keys.rotate(Actor.system("test"));

        assertThat(newKid).isNotEqualTo(oldKid).isEqualTo(keys.newest().kid());
        status(before, 200);
        status(new ForgedToken(keys.newest()).sign(), 200);
    }

    @Test
    void only_administrators_rotate_keys() {
        TestUsers.stranger().request().post("/api/v1/signing-keys").then().statusCode(403);
        ApiClient.administrator().request().post("/api/v1/signing-keys").then().statusCode(201);
    }

    private void refused(Consumer<ForgedToken> forgery) {
        ForgedToken token = new ForgedToken(keys.newest());
        status(token.sign(), 200);
        forgery.accept(token);
        status(token.sign(), 401);
    }

    private static void status(String token, int status) {
        var answer = given().auth().oauth2(token).get("/api/v1/users").then().statusCode(status);
        if (status == 401) {
            answer.contentType("application/problem+json")
                    .header("WWW-Authenticate", startsWith("Bearer"))
                    .body("type", equalTo("urn:banyan:problem:unauthenticated"));
        }
    }

    private static io.restassured.response.Response signIn(String username, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", password))
                .post("/api/v1/tokens");
    }
}
