package dev.banyan.server.plan.rules;

import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who opens the way to a step. */
@Schema(enumeration = {"automatic", "approval"})
public enum Gate {
    AUTOMATIC,
    /** A person, and another one than whoever started the plan or laid down its steps. */
    APPROVAL;

    @JsonValue
    public String key() {
        return Keys.of(this);
    }

    @Override
    public String toString() {
        return key();
    }
}
