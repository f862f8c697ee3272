package dev.banyan.server.problem;

import jakarta.ws.rs.Priorities;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Looks at every form of a page: each field must be text. */
class FormFilter {

    /** Before anybody looks into it, tokens included. */
    @ServerRequestFilter(priority = Priorities.HEADER_DECORATOR)
    @WithFormRead
    public void check(ResteasyReactiveContainerRequestContext request) {
        FormData form = ((ResteasyReactiveRequestContext) request.getServerRequestContext()).getFormData();
        if (form == null) {
            return;
        }
        for (String field : form) {
            requireText(PlainText.cleaned(field), field);
            form.get(field).stream()
                    .filter(value -> !value.isFileItem())
                    .forEach(value -> requireText(PlainText.cleaned(field), value.getValue()));
        }
    }

    private static void requireText(String field, String value) {
        if (!PlainText.isPlain(value)) {
            throw Problem.badField(field, field + " holds a NUL character.", "Take it out; everything else may stay.");
        }
    }
}
