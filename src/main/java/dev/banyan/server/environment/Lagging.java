package dev.banyan.server.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Instances of one application and SDK that will not understand a change.
 *
 * @param application empty when they do not say
 * @param sdk its name and version; empty when they do not say
 * @param instances how many there are
 * @param names of the first of them: their hosts, or their identifiers where they have none
 * @param lacking what they do not understand, such as {@code operator:matches}
 * @param byParts whether they go on following everything else; an SDK of the first release takes no change at all then, rollbacks included
 */
@RecordBuilder
public record Lagging(
        String application, String sdk, int instances, List<String> names, Set<String> lacking, boolean byParts) {

    /** As people are told. */
    @JsonProperty
    public String words() {
        return counted() + " of " + (application.isEmpty() ? "an unnamed application" : application) + " run"
                + (instances == 1 ? "s " : " ") + sdkWords() + " and will not understand " + what() + " ("
                + String.join(", ", names) + (names.size() < instances ? ", …" : "") + "). " + consequence();
    }

    private String counted() {
        return instances + (instances == 1 ? " instance" : " instances");
    }

    private String sdkWords() {
        return sdk.isEmpty() ? "an SDK of an unknown version" : "SDK " + sdk;
    }

    private String what() {
        return lacking.stream().map(Lagging::word).sorted().collect(Collectors.joining(", "));
    }

    private static String word(String ability) {
        String[] parts = ability.split(":", 2);
        return switch (parts[0]) {
            case "operator" -> "this condition, “" + parts[1] + "”";
            case "stage" -> "the stage “" + parts[1] + "”";
            case "kind" -> "routes of " + parts[1] + " stages";
            case "missingKey" -> "what is to happen without a key, “" + parts[1] + "”";
            default -> "“" + ability + "”";
        };
    }

    private String consequence() {
        String they = instances == 1 ? "It" : "They";
        return byParts
                ? they + (instances == 1 ? " keeps" : " keep") + " the last rules that "
                        + (instances == 1 ? "it understands" : "they understand") + " there; rollbacks still hold."
                : they
                        + " will take no change of this environment any more, rollbacks included, until the SDK is updated.";
    }
}
