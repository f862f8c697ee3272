package dev.banyan.server.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The words that JSON has for the constants of an enum, which are not always Java's: whoever corrects a request needs those. */
final class WireNames {
    private WireNames() {}

    static String allowed(InvalidFormatException refused) {
        return Arrays.stream(refused.getTargetType().getEnumConstants())
                .map(constant -> name(refused, constant))
                .collect(Collectors.joining(", "));
    }

    /** As whoever has read the request would write it. */
    private static String name(InvalidFormatException refused, Object constant) {
        return refused.getProcessor() instanceof JsonParser parser && parser.getCodec() instanceof ObjectMapper json
                ? json.convertValue(constant, String.class)
                : String.valueOf(constant);
    }
}
