package dev.banyan.server.web.live;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A piece of a page as an event of its stream. One serves all viewers: where their own token belongs it has a mark that nobody can guess, or
 * somebody's text could have the token put into a link.
 *
 * @param digest instead of the text, for those who remember what they sent
 */
public record LivePiece(String event, UUID digest) {
    /** What markup for several viewers carries instead of the token of one. */
    public static final String CSRF = "csrf-" + UUID.randomUUID();

    static LivePiece of(String name, String markup) {
        String event = "event: " + name + "\ndata: " + markup.replaceAll("\r\n?|\n", "\ndata: ") + "\n\n";
        return new LivePiece(event, UUID.nameUUIDFromBytes(event.getBytes(StandardCharsets.UTF_8)));
    }

    String eventFor(String csrf) {
        return event.replace(CSRF, csrf);
    }
}
