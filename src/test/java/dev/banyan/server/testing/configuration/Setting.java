package dev.banyan.server.testing.configuration;

import io.smallrye.config.common.utils.StringUtil;
import java.util.Locale;
import java.util.Optional;

/**
 * One setting of the server, as a row of the page.
 *
 * @param value its type and bounds, in words
 * @param optional whether the server starts without it, and without a default for it
 * @param ownDefault what the interface says; empty if it says nothing
 * @param meaning in Markdown; empty if nobody has written it
 */
public record Setting(String name, String value, boolean optional, Optional<String> ownDefault, String meaning) {

    static final String HEAD = "| setting | value | default | meaning |\n| --- | --- | --- | --- |\n";

    /** As the server reads it from the environment. */
    public String variable() {
        return StringUtil.replaceNonAlphanumericByUnderscores(name).toUpperCase(Locale.ROOT);
    }

    String row(Optional<String> default_) {
        return "| `" + name + "`<br>`" + variable() + "` | " + value + " | "
                + default_.map(text -> "`" + text + "`").orElse("none") + " | " + meaning.replace("|", "\\|") + " |\n";
    }
}
