package dev.banyan.server.flag.state;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What differs between two settings of a flag, for people: "shadow reads 100 % → 10 %". Kept in the audit trail, and told by the history. */
public final class SettingsWords {
    private final List<String> words = new ArrayList<>();

    private SettingsWords() {}

    /** Nothing when nothing differs. */
    public static List<String> changes(
            ShadowView shadowBefore,
            BreakerView breakerBefore,
            int pacedBefore,
            ShadowView shadow,
            BreakerView breaker,
            int paced) {
        SettingsWords all = new SettingsWords();
        all.percent("shadow reads", shadowBefore.percentage(), shadow.percentage());
        all.percent("control calls", shadowBefore.control(), shadow.control());
        all.breaker(breakerBefore, breaker);
        all.whole("a rollback takes", pacedBefore, paced, " s");
        return List.copyOf(all.words);
    }

    public static List<String> changes(FlagSettings before, FlagSettings after) {
        return changes(
                ShadowView.of(before.shadow()),
                BreakerView.of(before.breaker()),
                before.pacedSeconds(),
                ShadowView.of(after.shadow()),
                BreakerView.of(after.breaker()),
                after.pacedSeconds());
    }

    private void breaker(BreakerView before, BreakerView after) {
        if (before != null && after != null) {
            percent("circuit breaker: errors", before.errorRate(), after.errorRate());
            percent("circuit breaker: slow calls", before.slowRate(), after.slowRate());
            whole("circuit breaker: slow from", before.slowMillis(), after.slowMillis(), " ms");
            whole("circuit breaker: window", before.windowSeconds(), after.windowSeconds(), " s");
            whole("circuit breaker: least calls", before.minimumCalls(), after.minimumCalls(), "");
            whole("circuit breaker: stays open", before.openSeconds(), after.openSeconds(), " s");
            whole("circuit breaker: trial calls", before.probes(), after.probes(), "");
        } else if (after != null) {
            words.add("circuit breaker on: opens " + after.condition());
        } else if (before != null) {
            words.add("circuit breaker off");
        }
    }

    private void percent(String what, BigDecimal before, BigDecimal after) {
        change(what, before.toPlainString(), after.toPlainString(), " %");
    }

    private void whole(String what, int before, int after, String unit) {
        change(what, String.valueOf(before), String.valueOf(after), unit);
    }

    private void change(String what, String before, String after, String unit) {
        if (!before.equals(after)) {
            words.add(what + " " + before + unit + " → " + after + unit);
        }
    }
}
