package dev.banyan.server.access.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.kit.LocalPath;
import dev.banyan.server.access.kit.Scripted;
import dev.banyan.server.access.kit.Surface;
import dev.banyan.server.access.people.DeadSession;
import dev.banyan.server.access.people.SessionRequest;
import dev.banyan.server.access.sdkkey.SdkKeyRefusals;
import dev.banyan.server.access.sdkkey.SdkKeyScope;
import dev.banyan.server.access.sdkkey.SdkKeys;
import dev.banyan.server.access.token.ApiTokens;
import dev.banyan.server.address.PathPrefix;
import dev.banyan.server.problem.BodyFilter;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.problem.ProblemView;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.smallrye.jwt.runtime.auth.JWTAuthMechanism;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.json.JsonNumber;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who sent a request, by the one kind of credential that its {@link Surface} knows, and what to answer when nobody did. */
@Alternative
@Priority(1)
@ApplicationScoped
class CredentialFilter implements HttpAuthenticationMechanism {

    private static final String BEARER = "bearer ";
    private static final String WWW_AUTHENTICATE = "WWW-Authenticate";

    private final JWTAuthMechanism tokens;
    private final SdkKeys sdkKeys;
    private final SdkKeyRefusals refusals;
    private final UiCookies cookies;
    private final ObjectMapper json;
    private final SignInForm look;
    private final BodyFilter bodies;
    private final SignInToken formTokens;

    CredentialFilter(
            JWTAuthMechanism tokens,
            SdkKeys sdkKeys,
            SdkKeyRefusals refusals,
            UiCookies cookies,
            ObjectMapper json,
            SignInForm look,
            BodyFilter bodies,
            SignInToken formTokens) {
        this.tokens = tokens;
        this.sdkKeys = sdkKeys;
        this.refusals = refusals;
        this.cookies = cookies;
        this.json = json;
        this.look = look;
        this.bodies = bodies;
        this.formTokens = formTokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext http, IdentityProviderManager identities) {
        return switch (Surface.of(http.normalizedPath())) {
            case SDK -> sdk(http);
            case API -> token(http, identities);
            case UI -> session(http, identities);
            case OPEN -> nobody();
        };
    }

    private Uni<SecurityIdentity> sdk(RoutingContext http) {
        String header = http.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return nobody();
        }
        try {
            Optional<SdkKeyScope> key =
                    sdkKeys.environmentOf(header.substring(BEARER.length()).trim());
            key.ifPresent(known -> http.addEndHandler(ended -> refusals.answered(
                    known,
                    http.response().getStatusCode(),
                    http.request().method() + " " + http.request().path())));
            return key.map(known -> Uni.createFrom().item(service(known)))
                    .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException("unknown SDK key")));
        } catch (Problem cannotSay) {
            return Uni.createFrom().failure(cannotSay);
        }
    }

    private static SecurityIdentity service(SdkKeyScope scope) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("sdk-key-" + scope.keyId()))
                .addRole(Identities.SDK)
                .addAttribute(Identities.SDK_SCOPE, scope)
                .addAttribute(Identities.ENVIRONMENT_ID, scope.environmentId())
                .build();
    }

    /** The mechanism for tokens names itself as the one to say that nobody was recognized, and would say it without a body. */
    private Uni<SecurityIdentity> token(RoutingContext http, IdentityProviderManager identities) {
        Uni<SecurityIdentity> holder = tokens.authenticate(http, identities);
        http.put(HttpAuthenticationMechanism.class.getName(), this);
        return holder.map(CredentialFilter::person);
    }

    /** The token's own groups count for nothing: what a person may do is read from the database. */
    private static SecurityIdentity person(SecurityIdentity holder) {
        if (holder == null || !(holder.getPrincipal() instanceof JsonWebToken token)) {
            return null;
        }
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(token)
                .addRole(Identities.USER)
                .addAttribute(Identities.CREDENTIAL_VERSION, credentialVersion(token))
                .build();
    }

    private static int credentialVersion(JsonWebToken token) {
        return token.getClaim(ApiTokens.CREDENTIAL_VERSION) instanceof JsonNumber version ? version.intValue() : -1;
    }

    /** A cookie of no live session is nobody's: its owner is sent to sign in, and finds the sign-in page. */
    private Uni<SecurityIdentity> session(RoutingContext http, IdentityProviderManager identities) {
        Cookie cookie = http.request().getCookie(cookies.sessionName());
        if (cookie == null || cookie.getValue().isEmpty()) {
            return nobody();
        }
        return identities
                .authenticate(new SessionRequest(cookie.getValue()))
                .onFailure(DeadSession.class)
                .invoke(() -> forget(http))
                .onFailure(failed -> failed instanceof DeadSession || failed instanceof AuthenticationFailedException)
                .recoverWithNull();
    }

    /** Only with a page: the answer to a script may come after the new session of another tab, and would end it. */
    private void forget(RoutingContext http) {
        if (wantsNoPage(http.request())) {
            return;
        }
        String name = cookies.sessionName() + "=";
        String none = cookies.noSession();
        MultiMap headers = http.response().headers();
        http.addHeadersEndHandler(nothing -> {
            // Whoever signs in with it has a new one by now.
            if (headers.getAll(HttpHeaders.SET_COOKIE).stream().noneMatch(cookie -> cookie.startsWith(name))) {
                headers.add(HttpHeaders.SET_COOKIE, none);
            }
        });
    }

    private static Uni<SecurityIdentity> nobody() {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(SessionRequest.class, TokenAuthenticationRequest.class);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext http) {
        return Uni.createFrom().item(new ChallengeData(401, WWW_AUTHENTICATE, "Bearer"));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext http) {
        boolean page = Surface.of(http.normalizedPath()) == Surface.UI;
        if (!page || wantsNoPage(http.request())) {
            refuse(http, page);
            return Uni.createFrom().item(true);
        }
        return KeptFormFilter.read(http.request(), bodies).map(kept -> {
            kept.ifPresentOrElse(form -> signInAgain(http, form), () -> toSignIn(http));
            return true;
        });
    }

    /** Whoever sent the form signs in and goes on with it. */
    private void signInAgain(RoutingContext http, KeptForm form) {
        Cookie sent = http.request().getCookie(cookies.formName());
        String csrf = formTokens.forForm(sent == null ? "" : sent.getValue());
        String back = LocalPath.ofAddress(http.request().getHeader("Referer"));
        http.response()
                .setStatusCode(403)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.SET_COOKIE, cookies.form(csrf))
                .end(look.page(new SignInForm.Wanted("", back, form), csrf, ""));
    }

    /** A script that loads a piece, or a stream of events, can do nothing with a sign-in page. */
    private static boolean wantsNoPage(HttpServerRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return Scripted.says(request.getHeader(Scripted.HEADER))
                || (accept != null && accept.contains("text/event-stream"));
    }

    private static void toSignIn(RoutingContext http) {
        boolean comesBack = http.request().method() == HttpMethod.GET;
        http.response()
                .setStatusCode(303)
                .putHeader(
                        HttpHeaders.LOCATION,
                        LocalPath.signInFor(
                                comesBack ? PathPrefix.without(http.request().uri()) : "/"))
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end();
    }

    private void refuse(RoutingContext http, boolean page) {
        HttpServerResponse response = http.response().setStatusCode(401);
        if (!page) {
            response.putHeader(WWW_AUTHENTICATE, "Bearer");
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, ProblemView.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body(Surface.of(http.normalizedPath())));
    }

    private String body(Surface area) {
        Problem problem = Problem.unauthenticated("The request carries no valid credentials.", remedy(area));
        try {
            return json.writeValueAsString(
                    ProblemView.of(problem, UUID.randomUUID().toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem can always be written", e);
        }
    }

    private static String remedy(Surface area) {
        return switch (area) {
            case SDK -> "Send a live SDK key of the environment: Authorization: Bearer bny_sdk_…";
            case API -> "Get a token with POST /api/v1/tokens and send it: Authorization: Bearer …";
            case UI, OPEN -> "Sign in at /sign-in.";
        };
    }
}
