package dev.banyan.server.access.http;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.kit.LocalPath;
import dev.banyan.server.access.kit.RequestOrigin;
import dev.banyan.server.access.kit.Scripted;
import dev.banyan.server.access.kit.Secrets;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.problem.ProblemMapper;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Every change that comes with a session must carry the session's token. Asks for the kind of identity, not for the path, so that no
 * odd spelling of a path gets around it. Tokens and SDK keys need none: browsers do not send them by themselves.
 */
class CsrfFilter {

    static final String HEADER = "X-CSRF-Token";
    static final String FIELD = "csrf";

    private final SecurityIdentity identity;
    private final SignInForm look;

    CsrfFilter(SecurityIdentity identity, SignInForm look) {
        this.identity = identity;
        this.look = look;
    }

    @ServerRequestFilter
    @WithFormRead
    public Optional<Response> filter(ResteasyReactiveContainerRequestContext request) {
        String expected = identity.getAttribute(Identities.CSRF_TOKEN);
        // The sign-in form is checked by its own token: it is shown to those without a session.
        boolean exempt = expected == null || OriginFilter.SAFE.contains(request.getMethod()) || isSignIn(request);
        if (exempt || Secrets.same(expected, given(request))) {
            return Optional.empty();
        }
        return Optional.of(
                keptForm(request).map(form -> goOn(request, form, expected)).orElseGet(() -> refusal(request)));
    }

    /** Mostly somebody has signed in anew in another tab: whoever it is now goes on with what was entered. */
    private static Optional<KeptForm> keptForm(ResteasyReactiveContainerRequestContext request) {
        FormData form = context(request).getFormData();
        boolean ours = form != null
                && !isScripted(request)
                && asksForAPage(request)
                && RequestOrigin.isOurs(request::getHeaderString);
        if (!ours) {
            return Optional.empty();
        }
        Map<String, List<String>> entered = new LinkedHashMap<>();
        for (String name : form) {
            entered.put(
                    name,
                    form.get(name).stream()
                            .filter(value -> !value.isFileItem())
                            .map(FormValue::getValue)
                            .toList());
        }
        return KeptForm.of(request.getUriInfo().getRequestUri().getRawPath(), entered);
    }

    private Response goOn(ContainerRequestContext request, KeptForm form, String csrf) {
        String back = LocalPath.ofAddress(request.getHeaderString("Referer"));
        String page = look.goOn(identity.getPrincipal().getName(), csrf, new SignInForm.Wanted("", back, form));
        return Response.status(403)
                .entity(page)
                .type(MediaType.TEXT_HTML_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** The scripts of an open page ask who is signed in now, and go on. */
    private static Response refusal(ContainerRequestContext request) {
        Response refusal = ProblemMapper.render(Problem.of(403, "csrf", "The request did not come from our own page")
                .detail("The session's token is missing or wrong.")
                .remedy("Reload the page and try again.")
                .build());
        return isScripted(request)
                ? Response.fromResponse(refusal)
                        .header("Banyan-Refused", "csrf")
                        .build()
                : refusal;
    }

    private static boolean isScripted(ContainerRequestContext request) {
        return Scripted.says(request.getHeaderString(Scripted.HEADER));
    }

    private static boolean asksForAPage(ContainerRequestContext request) {
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML);
    }

    private static boolean isSignIn(ContainerRequestContext request) {
        return request.getUriInfo().getPath().equals("/sign-in");
    }

    private static String given(ResteasyReactiveContainerRequestContext request) {
        String header = request.getHeaderString(HEADER);
        if (header != null) {
            return header;
        }
        ResteasyReactiveRequestContext context = context(request);
        return context.getFormData() == null ? null : (String) context.getFormParameter(FIELD, true, false);
    }

    private static ResteasyReactiveRequestContext context(ResteasyReactiveContainerRequestContext request) {
        return (ResteasyReactiveRequestContext) request.getServerRequestContext();
    }
}
