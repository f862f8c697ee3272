package dev.banyan.server.ofrep;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/** What is said about one flag, in the words of the protocol. */
sealed interface FlagAnswer {

    String key();

    record Evaluated(String key, Object value, String reason, String variant, Map<String, Object> metadata)
            implements FlagAnswer {}

    /** Also the body of every refusal; those of a bulk evaluation as a whole have no key. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failed(String key, ErrorCode errorCode, String errorDetails) implements FlagAnswer {}
}
