package dev.banyan.server.retirement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The proof that an old path is dead.
 *
 * @see <a href="retirement.md">Retirement</a>
 */
@ConfigMapping(prefix = "banyan.retirement")
public interface RetirementConfig {

    /** Days without a call on legacy that count as proof. Use more where something calls once a month or a quarter. */
    @WithDefault("14")
    @Min(1)
    @Max(365)
    int silentDays();

    /** How often routes at their last stage are checked. */
    @WithDefault("5M")
    @DurationMin(seconds = 1)
    Duration lookInterval();
}
