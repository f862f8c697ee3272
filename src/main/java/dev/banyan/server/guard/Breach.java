package dev.banyan.server.guard;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * That a guardrail asks for something to be done.
 *
 * @param question what found it
 * @param usual for both sides: what is usual of legacy; otherwise null
 */
record Breach(Cause cause, RailState state, Question question, Usual usual, Reaction reaction) {

    enum Cause {
        /** The new side does harm. */
        HARM,
        /** Legacy is worse than usual, and new no worse than legacy: nobody is to blame, but nothing goes on. */
        BOTH_DEGRADED;

        @JsonValue
        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @JsonCreator
        static Cause parse(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    Guardrail rail() {
        return state.rail();
    }
}
