package dev.banyan.server.ofrep;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is said about one flag, in the words of the protocol. */
@Schema(oneOf = {FlagAnswer.Evaluated.class, FlagAnswer.Failed.class})
sealed interface FlagAnswer {

    String key();

    record Evaluated(
            @Schema(required = true) String key,

            @Schema(required = true, description = "A boolean, or the name of a stage for the flags that end in :stage")
            Object value,

            @Schema(
                    required = true,
                    enumeration = {"STATIC", "TARGETING_MATCH", "SPLIT", "UNKNOWN"})
            String reason,

            @Schema(required = true) String variant,
            @Schema(required = true) Map<String, Object> metadata)
            implements FlagAnswer {}

    /** Also the body of every refusal; those of a bulk evaluation as a whole have no key. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failed(
            String key,
            @Schema(required = true) ErrorCode errorCode,
            @Schema(required = true) String errorDetails) implements FlagAnswer {}
}
