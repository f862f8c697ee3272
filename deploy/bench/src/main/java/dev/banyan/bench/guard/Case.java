package dev.banyan.bench.guard;

import dev.banyan.server.guard.statistics.Aim;
import java.util.Locale;

/**
 * A harm in a setting.
 *
 * @param begins the second in which it begins
 */
record Case(Kind kind, Setting setting, double harm, int begins) {

    String figure() {
        return String.format(
                Locale.ROOT, "harm.%s.%.0f.%s.%s.%d", kind.figure(), setting.rate(), setting.share(), harm, begins);
    }

    double information() {
        return kind.information(setting, setting.harmed(harm));
    }

    /** Requests on new that no test can do without on average, but at least those of one look. */
    double bound(Aim aim) {
        return setting.share() * Math.max(-Math.log(aim.alpha()) / information(), setting.rate());
    }

    /** The same on every machine and in every run. */
    long seed() {
        return figure().hashCode();
    }
}
