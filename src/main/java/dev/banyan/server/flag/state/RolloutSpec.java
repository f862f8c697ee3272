package dev.banyan.server.flag.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.banyan.evaluation.Stage;
import java.util.EnumSet;
import java.util.Set;

/**
 * That share of a cohort is at stage {@code to}, the rest at {@code from}.
 *
 * @param share in millionths, 0 to 1,000,000
 */
public record RolloutSpec(Stage from, Stage to, int share) {
    public static final int WHOLE = 1_000_000;

    @JsonIgnore
    public Set<Stage> stagesInUse() {
        if (share == 0) {
            return EnumSet.of(from);
        }
        return share == WHOLE ? EnumSet.of(to) : EnumSet.of(from, to);
    }
}
