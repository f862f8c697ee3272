package dev.banyan.server.delivery.kit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Text that others send to be shown: bounded, and without control characters, some of which a database refuses. */
public final class Text {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Instant FAR_FUTURE = Instant.parse("2200-01-01T00:00:00Z");

    private Text() {}

    public static String clean(String text, int longest) {
        String cut = text.substring(0, Math.min(text.length(), longest));
        return CONTROL.matcher(cut).replaceAll(" ");
    }

    /** @return null for what is missing, in a form that we do not know, or centuries off: it says nothing, and no database could keep it */
    public static Instant instant(String value) {
        try {
            Instant said = value == null ? null : Instant.parse(value);
            return said == null || said.isBefore(Instant.EPOCH) || said.isAfter(FAR_FUTURE) ? null : said;
        } catch (DateTimeParseException unknownForm) {
            return null;
        }
    }
}
