package dev.banyan.server.web.live;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Answers with a stream that stays open, past the resource that has said what it is to show. */
@Provider
class LiveViewWriter implements ServerMessageBodyWriter<LiveView> {
    private final OpenPages pages;

    LiveViewWriter(OpenPages pages) {
        this.pages = pages;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType media) {
        return LiveView.class == type;
    }

    @Override
    public void writeResponse(LiveView view, Type generic, ServerRequestContext request) {
        pages.admit(view);
        ResteasyReactiveRequestContext suspended = (ResteasyReactiveRequestContext) request;
        suspended.suspend();
        pages.open(view, suspended.unwrap(RoutingContext.class), suspended::resume);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return LiveView.class == type;
    }

    @Override
    public void writeTo(
            LiveView view,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        throw new UnsupportedOperationException("A stream is written to its connection");
    }
}
