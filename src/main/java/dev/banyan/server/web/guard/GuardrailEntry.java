package dev.banyan.server.web.guard;

import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.guard.rail.Guardrails;
import dev.banyan.server.guard.rail.GuardrailsRequest;
import dev.banyan.server.guard.rail.GuardrailsView;
import dev.banyan.server.guard.rail.Reaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What stands in the form of a route's guardrails.
 *
 * @param rails by guardrail the text of each field, and of {@code kind} and {@code action}
 */
record GuardrailEntry(List<Map<String, String>> rails, String reason) {
    private static final Pattern FIELD = Pattern.compile("(\\d{1,3})\\.(\\w+)");

    /** As a browser sends it, with or without scripts. */
    static GuardrailEntry typed(Map<String, String> sent) {
        TreeMap<Integer, Map<String, String>> rails = new TreeMap<>();
        sent.forEach((name, value) -> {
            Matcher field = FIELD.matcher(name);
            if (field.matches()) {
                rails.computeIfAbsent(Integer.valueOf(field.group(1)), any -> new HashMap<>())
                        .put(field.group(2), value);
            }
        });
        rails.values().removeIf(rail -> !rail.containsKey("kind"));
        return new GuardrailEntry(List.copyOf(rails.values()), sent.getOrDefault("reason", ""));
    }

    static GuardrailEntry of(List<GuardrailsView.Item> rails) {
        return new GuardrailEntry(rails.stream().map(GuardrailEntry::texts).toList(), "");
    }

    GuardrailEntry suggested() {
        return new GuardrailEntry(of(Guardrails.suggested()).rails, reason);
    }

    GuardrailEntry plus(GuardrailKindForm kind) {
        List<Map<String, String>> more = new ArrayList<>(rails);
        more.add(texts(Guardrails.suggested(kind.kind())));
        return new GuardrailEntry(List.copyOf(more), reason);
    }

    GuardrailEntry without(String index) {
        return new GuardrailEntry(
                IntStream.range(0, rails.size())
                        .filter(each -> !String.valueOf(each).equals(index))
                        .mapToObj(rails::get)
                        .toList(),
                reason);
    }

    GuardrailKindForm kind(int index) {
        return GuardrailKindForm.of(rails.get(index).get("kind"));
    }

    /** @throws dev.banyan.server.problem.Problem that names the field when something cannot be read */
    GuardrailsRequest request() {
        List<Map<String, Object>> items =
                IntStream.range(0, rails.size()).mapToObj(this::item).toList();
        return RulesetJson.read(
                RulesetJson.write(Map.of("guardrails", items, "reason", reason)), GuardrailsRequest.class);
    }

    /** An empty field is left out, so that what is usual holds. */
    private Map<String, Object> item(int index) {
        Map<String, String> rail = rails.get(index);
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("kind", rail.get("kind"));
        item.put("action", rail.getOrDefault("action", Reaction.TELL.key()));
        for (GuardrailField field : kind(index).fields()) {
            String typed = rail.getOrDefault(field.name(), "");
            if (!typed.isBlank()) {
                item.put(field.name(), field.read(typed, "guardrails[" + index + "]." + field.name()));
            }
        }
        return item;
    }

    private static Map<String, String> texts(GuardrailsView.Item rail) {
        GuardrailKindForm kind = GuardrailKindForm.of(rail.kind().key());
        Map<?, ?> values = RulesetJson.read(RulesetJson.write(rail), Map.class);
        Map<String, String> texts = new HashMap<>();
        texts.put("kind", kind.key());
        texts.put("action", rail.action().key());
        kind.fields()
                .forEach(field -> texts.put(
                        field.name(),
                        field.name().equals("name") ? own(rail, kind) : field.shown(values.get(field.name()))));
        return texts;
    }

    /** Of the name within the route, what comes after the kind. */
    private static String own(GuardrailsView.Item rail, GuardrailKindForm kind) {
        String prefix = kind.key() + ":";
        return rail.name().startsWith(prefix) ? rail.name().substring(prefix.length()) : "";
    }
}
