package dev.banyan.server.testing.configuration;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What may be given for a setting, in words. Whatever it does not know it refuses, so that no page leaves a bound out. */
final class SettingType {
    private static final Map<String, String> WORDS = Map.of(
            "boolean", "`true` or `false`",
            "int", "number",
            "Integer", "number",
            "OptionalInt", "number",
            "Duration", "time",
            "MemorySize", "size",
            "Path", "directory",
            "String", "text",
            "List", "list",
            "Set", "list");
    private static final Set<String> BOUNDS = Set.of("Min", "DurationMin", "Max", "DurationMax");
    /** What these ask for stands in the comment, in words that people understand. */
    private static final Set<String> WITHOUT_BOUNDS = Set.of("WithDefault", "Pattern", "NotBlank");

    private static final Map<String, String> UNITS =
            Map.of("days", "d", "hours", "h", "minutes", "min", "seconds", "s", "millis", "ms");

    private SettingType() {}

    static String words(Tree type, List<AnnotationTree> annotations) {
        String words = WORDS.get(plain(type));
        if (words == null) {
            throw new IllegalStateException("SettingType has no words for " + type);
        }
        return words + range(annotations);
    }

    /** Without its annotations, and without the Optional around it. */
    static String plain(Tree type) {
        if (type instanceof AnnotatedTypeTree annotated) {
            return plain(annotated.getUnderlyingType());
        }
        if (type instanceof ParameterizedTypeTree generic) {
            String name = generic.getType().toString();
            return name.equals("Optional") ? plain(generic.getTypeArguments().get(0)) : name;
        }
        return type.toString();
    }

    private static String range(List<AnnotationTree> annotations) {
        Map<String, String> bounds = new LinkedHashMap<>();
        for (AnnotationTree annotation : annotations) {
            String name = Annotations.name(annotation);
            if (BOUNDS.contains(name)) {
                bounds.put(name.replace("Duration", ""), bound(annotation));
            } else if (!WITHOUT_BOUNDS.contains(name)) {
                throw new IllegalStateException("SettingType does not know what " + annotation + " means");
            }
        }
        String least = bounds.get("Min");
        String most = bounds.get("Max");
        if (least != null && most != null) {
            return ", " + least + " to " + most;
        }
        return least != null ? ", at least " + least : most != null ? ", at most " + most : "";
    }

    private static String bound(AnnotationTree annotation) {
        Object number = Annotations.value(annotation, "value");
        if (number != null) {
            return String.format(Locale.ROOT, "%,d", number);
        }
        String unit = ((AssignmentTree) annotation.getArguments().get(0))
                .getVariable()
                .toString();
        return Annotations.value(annotation, unit) + " " + UNITS.get(unit);
    }
}
