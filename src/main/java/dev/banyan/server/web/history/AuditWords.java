package dev.banyan.server.web.history;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** An entry of the audit trail as a sentence. The trail keeps names and values; nothing of them is lost, only what says nothing is left out. */
final class AuditWords {
    private static final Set<String> OF_NO_USE = Set.of("id", "version");

    private AuditWords() {}

    /** {@code sdk-key.created} is "SDK key created". */
    static String action(String action) {
        String words = action.replace('.', ' ').replace('-', ' ').replaceFirst("^sdk ", "SDK ");
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    static List<String> details(String subject, Map<String, ?> details) {
        return details.entrySet().stream()
                .filter(detail -> !OF_NO_USE.contains(detail.getKey()))
                .map(detail -> detail(detail.getKey(), text(detail.getValue()), subject))
                .filter(words -> !words.isEmpty())
                .toList();
    }

    private static String detail(String name, String value, String subject) {
        if (value.isEmpty() || value.equals(subject)) {
            return "";
        }
        if (name.equals("what")) {
            return value;
        }
        return name.equals("reason") ? "“" + value + "”" : name.replace('_', ' ') + " " + value;
    }

    private static String text(Object value) {
        if (value instanceof Collection<?> many) {
            return many.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return value == null ? "" : String.valueOf(value);
    }
}
