package dev.banyan.server.access;

import dev.banyan.server.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;

@Path("/")
@Produces(MediaType.TEXT_HTML)
class SignInPages {

    /** Not 401, which would promise a challenge: the form was understood, its content refused. */
    private static final int REFUSED = 422;

    private final SignIn signIn;
    private final SignInForm look;
    private final UiSessions sessions;
    private final UiCookies cookies;
    private final SecurityIdentity identity;
    private final CurrentUser currentUser;
    private final SecureRandom random;

    SignInPages(
            SignIn signIn,
            SignInForm look,
            UiSessions sessions,
            UiCookies cookies,
            SecurityIdentity identity,
            CurrentUser currentUser,
            SecureRandom random) {
        this.signIn = signIn;
        this.look = look;
        this.sessions = sessions;
        this.cookies = cookies;
        this.identity = identity;
        this.currentUser = currentUser;
        this.random = random;
    }

    @GET
    @Path("/sign-in")
    @PermitAll
    @Operation(hidden = true)
    public Response show(@QueryParam("next") String next) {
        return identity.isAnonymous()
                ? form(200, "", next, "")
                : to(LocalPath.orHome(next)).build();
    }

    @POST
    @Path("/sign-in")
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response signIn(
            @RestForm String username,
            @RestForm String password,
            @RestForm String next,
            @RestForm String csrf,
            HttpServerRequest http) {
        if (!Secrets.same(csrf, cookie(http, cookies.formName()).orElse(null))) {
            return form(403, username, next, "This page was too old. Please try again.");
        }
        try {
            String address = ClientAddress.network(http.remoteAddress().hostAddress());
            UserEntity user = signIn.verify(username, password, address);
            return signedIn(user, next, cookie(http, cookies.sessionName()));
        } catch (Problem refused) {
            return refused(refused, username, next);
        }
    }

    @POST
    @Path("/sign-out")
    @RolesAllowed(Identities.USER)
    @Operation(hidden = true)
    public Response signOut(HttpServerRequest http) {
        cookie(http, cookies.sessionName()).ifPresent(token -> sessions.end(currentUser.actor(), token));
        return to("/sign-in")
                .header(HttpHeaders.SET_COOKIE, cookies.noSession())
                .build();
    }

    private Response signedIn(UserEntity user, String next, Optional<String> oldToken) {
        String token = sessions.start(user, oldToken);
        return to(LocalPath.orHome(next))
                .header(HttpHeaders.SET_COOKIE, cookies.session(token))
                .header(HttpHeaders.SET_COOKIE, cookies.noForm())
                .build();
    }

    private Response refused(Problem problem, String username, String next) {
        Response page = form(REFUSED, username, next, words(problem));
        return problem.retryAfter()
                .map(wait -> Response.fromResponse(page)
                        .status(problem.status())
                        .header(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds()))
                        .build())
                .orElse(page);
    }

    private static String words(Problem problem) {
        return problem.status() == 503
                ? problem.getMessage() + " " + problem.remedy().orElse("")
                : problem.getMessage();
    }

    /** Each form gets a token of its own, and the browser the same in a cookie: another site can send one, but not both. */
    private Response form(int status, String username, String next, String error) {
        String csrf = Secrets.random256(random);
        return Response.status(status)
                .entity(look.render(username == null ? "" : username, LocalPath.orHome(next), csrf, error))
                .header(HttpHeaders.SET_COOKIE, cookies.form(csrf))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Response.ResponseBuilder to(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, path)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static Optional<String> cookie(HttpServerRequest http, String name) {
        return Optional.ofNullable(http.getCookie(name)).map(Cookie::getValue).filter(value -> !value.isEmpty());
    }
}
