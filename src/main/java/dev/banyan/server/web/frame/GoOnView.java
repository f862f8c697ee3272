package dev.banyan.server.web.frame;

import dev.banyan.server.access.http.KeptForm;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Sentences;
import java.util.List;
import java.util.Set;

/**
 * What was entered before the session ended, to be sent by whoever is signed in now.
 *
 * @param back the page that it was entered on
 */
public record GoOnView(Layout layout, String back, KeptForm kept) {
    /** What a form carries for the server alone. */
    private static final Set<String> UNSAID = Set.of("version", "next");

    /** What a person entered or pressed. */
    public List<KeptForm.Field> said() {
        return kept.fields().stream()
                .filter(field ->
                        !UNSAID.contains(field.name()) && !field.value().isBlank())
                .toList();
    }

    /** The last part of the path says what was pressed: "rollback", "rollout". */
    public String pressed() {
        String path = kept.action();
        return Sentences.capital(path.substring(path.lastIndexOf('/') + 1).replace('-', ' '));
    }
}
