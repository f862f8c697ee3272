package dev.banyan.server.web.frame;

import dev.banyan.server.access.kit.Scripted;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.function.Supplier;

/** What a button is answered: pieces to put in place for a page with scripts; for one without, a page, or the way back to it. */
@RequestScoped
public class PageAnswers {
    private final HttpServerRequest request;

    PageAnswers(HttpServerRequest request) {
        this.request = request;
    }

    public boolean scripted() {
        return Scripted.says(request.getHeader(Scripted.HEADER));
    }

    /** It is done. */
    public Response done(String back, Supplier<String> pieces) {
        return scripted() ? html(200, pieces.get()) : to(back);
    }

    /** It is not done, or not yet; the page says why. */
    public Response show(int status, Supplier<String> pieces, Supplier<TemplateInstance> page) {
        return html(status, scripted() ? pieces.get() : page.get().render());
    }

    /** Loads another page; a reload of that one does nothing again. */
    public static Response to(String address) {
        return Response.seeOther(URI.create(address)).build();
    }

    public static Response html(int status, String markup) {
        return Response.status(status)
                .entity(markup)
                .type(MediaType.TEXT_HTML_TYPE)
                .build();
    }
}
