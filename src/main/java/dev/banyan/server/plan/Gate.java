package dev.banyan.server.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who opens the way to a step. */
@Schema(enumeration = {"automatic", "approval"})
public enum Gate {
    AUTOMATIC,
    /** A person; in a protected environment another one than whoever started or edited the plan. */
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
