package dev.banyan.evaluation;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One sentence for every name that is not known: what was given and what is allowed. */
final class Unknown {

    private Unknown() {}

    static IllegalArgumentException key(String what, Object given, Stream<String> allowed) {
        return new IllegalArgumentException(
                "unknown " + what + " '" + given + "'; allowed: " + allowed.collect(Collectors.joining(", ")));
    }
}
