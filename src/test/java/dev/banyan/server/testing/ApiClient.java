package dev.banyan.server.testing;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The management API as one user. {@code ApiClient.administrator().request().get("/api/v1/users")}. */
public final class ApiClient {

    private record Token(String text, Instant expiresAt) {}

    /** A sign-in costs a password hash each, and tokens live longer than most test runs. By server, since each database signs by itself. */
    private static final Map<String, Token> TOKENS = new ConcurrentHashMap<>();

    private final String username;
    private final String password;

    private ApiClient(String username, String password) {
        this.username = username;
        this.password = password;
    }

    public static ApiClient of(String username, String password) {
        return new ApiClient(username, password);
    }

    public static ApiClient administrator() {
        return new ApiClient("admin", TestDatabase.ADMIN_PASSWORD);
    }

    public String username() {
        return username;
    }

    public String password() {
        return password;
    }

    /** A request with this user's token and a JSON body, if it gets one. */
    public RequestSpecification request() {
        return given().auth().oauth2(token()).contentType(ContentType.JSON).accept(ContentType.JSON);
    }

    public String token() {
        return TOKENS.compute(RestAssured.port + username, (name, known) -> isFresh(known) ? known : fetch()).text;
    }

    /** Besides the one that requests are sent with. */
    public String anotherToken() {
        return fetch().text;
    }

    private static boolean isFresh(Token token) {
        return token != null && token.expiresAt.isAfter(Instant.now().plusSeconds(60));
    }

    private Token fetch() {
        var answer = given().contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", password))
                .post("/api/v1/tokens")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return new Token(answer.getString("token"), Instant.parse(answer.getString("expiresAt")));
    }
}
