package dev.banyan.server.access;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Takes a form off a request that is about to be refused. Only one that comes from a page of ours: another site must not be able to lay one before a user. */
final class KeptFormFilter {

    private KeptFormFilter() {}

    static Uni<Optional<KeptForm>> read(HttpServerRequest request) {
        if (!worthReading(request)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return Uni.createFrom()
                .completionStage(() -> request.body().toCompletionStage())
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
                && isFromOurPage(request::getHeader);
    }

    private static long length(String header) {
        try {
            return header == null ? Long.MAX_VALUE : Long.parseLong(header);
        } catch (NumberFormatException unreadable) {
            return Long.MAX_VALUE;
        }
    }

    /** Browsers say it in one of three ways, and no page can make them say it falsely. */
    static boolean isFromOurPage(UnaryOperator<String> header) {
        String site = header.apply("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String from = Optional.ofNullable(header.apply("Origin")).orElseGet(() -> header.apply("Referer"));
        return from != null && authority(from).equals(header.apply(HttpHeaders.HOST));
    }

    private static String authority(String address) {
        try {
            return Optional.ofNullable(new URI(address).getRawAuthority()).orElse("");
        } catch (URISyntaxException unreadable) {
            return "";
        }
    }
}
