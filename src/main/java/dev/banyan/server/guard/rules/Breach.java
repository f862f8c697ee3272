package dev.banyan.server.guard.rules;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.banyan.server.guard.rail.Guardrail;
import dev.banyan.server.guard.rail.Reaction;
import java.util.Locale;

/**
 * That a guardrail asks for something to be done.
 *
 * @param question what found it
 * @param usual for both sides: what is usual of legacy; otherwise null
 */
public record Breach(Cause cause, GuardrailState state, Question question, Baseline usual, Reaction reaction) {

    public enum Cause {
        /** The new side does harm. */
        HARM,
        /** Legacy is worse than usual, and new no worse than legacy: nobody is to blame, but nothing goes on. */
        BOTH_DEGRADED;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @JsonCreator
        public static Cause parse(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    public Guardrail rail() {
        return state.rail();
    }
}
