package dev.banyan.server.access.http;

import dev.banyan.server.access.kit.ClientAddress;
import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.kit.LocalPath;
import dev.banyan.server.access.kit.Scripted;
import dev.banyan.server.access.kit.Secrets;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.SignIn;
import dev.banyan.server.access.people.UiSession;
import dev.banyan.server.access.people.UiSessions;
import dev.banyan.server.access.people.VerifiedUser;
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
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
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
    private final SignInToken tokens;

    SignInPages(
            SignIn signIn,
            SignInForm look,
            UiSessions sessions,
            UiCookies cookies,
            SecurityIdentity identity,
            CurrentUser currentUser,
            SignInToken tokens) {
        this.signIn = signIn;
        this.look = look;
        this.sessions = sessions;
        this.cookies = cookies;
        this.identity = identity;
        this.currentUser = currentUser;
        this.tokens = tokens;
    }

    @GET
    @Path("/sign-in")
    @PermitAll
    @Operation(hidden = true)
    public Response show(@QueryParam("next") String next, HttpServerRequest http) {
        if (!identity.isAnonymous()) {
            return scripted(http)
                    ? piece(look.signedIn(identity.getPrincipal().getName(), token()))
                            .build()
                    : to(LocalPath.orHome(next)).build();
        }
        return form(200, http, wanted("", next, null), "");
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
            MultivaluedMap<String, String> form,
            HttpServerRequest http) {
        SignInForm.Wanted wanted =
                wanted(username, next, KeptForm.backFrom(form).orElse(null));
        if (!Secrets.same(csrf, cookie(http, cookies.formName()).orElse(null))) {
            return form(403, http, wanted, "This page was too old. Please try again.");
        }
        try {
            String address = ClientAddress.current();
            VerifiedUser user = signIn.verify(username, password, address);
            return signedIn(user, http, wanted);
        } catch (Problem refused) {
            return refused(refused, http, wanted);
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

    private Response signedIn(VerifiedUser user, HttpServerRequest http, SignInForm.Wanted wanted) {
        String token = sessions.start(user, cookie(http, cookies.sessionName()));
        String csrf = sessions.find(token).map(UiSession::csrfToken).orElse("");
        Response.ResponseBuilder answer = scripted(http)
                ? piece(look.signedIn(user.username(), csrf))
                : wanted.kept() == null ? to(wanted.next()) : piece(look.goOn(user.username(), csrf, wanted));
        return answer.header(HttpHeaders.SET_COOKIE, cookies.session(token)).build();
    }

    private String token() {
        return currentUser.csrfToken().orElse("");
    }

    private static SignInForm.Wanted wanted(String username, String next, KeptForm kept) {
        return new SignInForm.Wanted(username == null ? "" : username, LocalPath.orHome(next), kept);
    }

    private Response refused(Problem problem, HttpServerRequest http, SignInForm.Wanted wanted) {
        Response page = form(REFUSED, http, wanted, words(problem));
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

    private Response form(int status, HttpServerRequest http, SignInForm.Wanted wanted, String error) {
        String csrf = tokens.forForm(cookie(http, cookies.formName()).orElse(""));
        String markup = scripted(http) ? look.inPlace(wanted.username(), csrf, error) : look.page(wanted, csrf, error);
        return piece(markup)
                .status(status)
                .header(HttpHeaders.SET_COOKIE, cookies.form(csrf))
                .build();
    }

    private static Response.ResponseBuilder piece(String markup) {
        return Response.ok(markup).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** For a page that is open and stays so. */
    private static boolean scripted(HttpServerRequest http) {
        return Scripted.says(http.getHeader(Scripted.HEADER));
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
