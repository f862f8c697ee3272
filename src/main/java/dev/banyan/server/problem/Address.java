package dev.banyan.server.problem;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** The address of a request as it came, path and query: what it holds must be text, and the API takes each parameter once. */
record Address(String path, String query) {
    private static final String API = "/api/";

    static Address of(String uri) {
        int mark = uri.indexOf('?');
        return mark < 0 ? new Address(uri, "") : new Address(uri.substring(0, mark), uri.substring(mark + 1));
    }

    /** @throws Problem that says what is wrong with it */
    void check() {
        requireText("path", path);
        Set<String> names = new HashSet<>();
        for (String pair : query.split("&")) {
            String name = decoded(pair.contains("=") ? pair.substring(0, pair.indexOf('=')) : pair);
            requireText(PlainText.cleaned(name), pair);
            if (path.startsWith(API) && !name.isEmpty() && !names.add(name)) {
                throw Problem.badField(name, name + " is given twice.", "Send each parameter once.");
            }
        }
    }

    private static void requireText(String field, String encoded) {
        if (!PlainText.isPlain(decoded(encoded))) {
            throw Problem.badField(field, "It holds a NUL character, %00.", "Take it out.");
        }
    }

    /** Byte by byte first, so that bytes which are no UTF-8 are seen and not replaced. */
    private static String decoded(String encoded) {
        try {
            String bytes = URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException | IllegalArgumentException noText) {
            throw Problem.badRequest(
                    "The address holds what is no text.", "Write it in UTF-8, with two digits behind each %.");
        }
    }
}
