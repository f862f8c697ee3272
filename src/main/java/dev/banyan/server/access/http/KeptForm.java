package dev.banyan.server.access.http;

import dev.banyan.server.access.kit.LocalPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A form of ours that came without the session that it needs, so that its sender can go on with it. It is not stored here: it goes to the
 * browser and comes back with it.
 *
 * @param action the path that it was sent to
 * @param fields what was entered, without the token of the session that is over
 */
public record KeptForm(String action, List<Field> fields) {
    static final String ACTION = "kept-action";
    static final String PREFIX = "kept.";
    static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_FIELDS = 500;

    public record Field(String name, String value) {}

    public KeptForm {
        fields = List.copyOf(fields);
    }

    /** Empty where there is nothing that could be sent again. */
    static Optional<KeptForm> of(String action, Map<String, ? extends Iterable<String>> entered) {
        List<Field> fields = new ArrayList<>();
        entered.forEach((name, values) -> values.forEach(value -> fields.add(new Field(name, value))));
        fields.removeIf(field -> field.name().equals(CsrfFilter.FIELD) || field.value() == null);
        boolean small = fields.size() <= MOST_FIELDS && size(fields) <= MOST_BYTES;
        return small && LocalPath.isLocal(action) ? Optional.of(new KeptForm(action, fields)) : Optional.empty();
    }

    /** As the sign-in form brings it back. */
    static Optional<KeptForm> backFrom(Map<String, ? extends List<String>> form) {
        List<String> action = form.get(ACTION);
        if (action == null || action.isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<String>> entered = new java.util.LinkedHashMap<>();
        form.forEach((name, values) -> {
            if (name.startsWith(PREFIX)) {
                entered.put(name.substring(PREFIX.length()), values);
            }
        });
        return of(action.get(0), entered);
    }

    private static int size(List<Field> fields) {
        return fields.stream()
                .mapToInt(field -> field.name().length() + field.value().length())
                .sum();
    }
}
