package dev.banyan.server.access.http;

import dev.banyan.server.access.kit.RequestOrigin;
import dev.banyan.server.problem.BodyFilter;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Takes a form off a request that is about to be refused. Only one that comes from a page of ours: another site must not be able to lay one before a user. */
final class KeptFormFilter {

    private KeptFormFilter() {}

    static Uni<Optional<KeptForm>> read(HttpServerRequest request, BodyFilter bodies) {
        if (!worthReading(request)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return Uni.createFrom()
                .completionStage(() -> bodies.read(request).toCompletionStage())
                .map(body -> KeptForm.of(
                        request.path(),
                        new QueryStringDecoder(body.toString(StandardCharsets.UTF_8), StandardCharsets.UTF_8, false)
                                .parameters()))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private static boolean worthReading(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return request.method() == HttpMethod.POST
                && type != null
                && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED)
                && length(request.getHeader(HttpHeaders.CONTENT_LENGTH)) <= KeptForm.MOST_BYTES
                && RequestOrigin.isOurs(request::getHeader);
    }

    private static long length(String header) {
        try {
            return header == null ? Long.MAX_VALUE : Long.parseLong(header);
        } catch (NumberFormatException unreadable) {
            return Long.MAX_VALUE;
        }
    }
}
