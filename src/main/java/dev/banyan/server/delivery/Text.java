package dev.banyan.server.delivery;

import java.util.regex.Pattern;

/** Text that others send to be shown: bounded, and without control characters, some of which a database refuses. */
final class Text {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Text() {}

    static String clean(String text, int longest) {
        String cut = text.substring(0, Math.min(text.length(), longest));
        return CONTROL.matcher(cut).replaceAll(" ");
    }
}
