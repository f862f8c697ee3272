package dev.banyan.server.web.history;

import dev.banyan.server.web.history.HistoryView.Change;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.preview.Samples;
import java.time.Duration;
import java.util.List;

/** What was done to a route. */
public final class SampleHistory {
    private SampleHistory() {}

    public static HistoryView history(Permit permit) {
        return new HistoryView(
                Samples.PRODUCTION.route("orders.get"),
                permit,
                List.of(
                        change(
                                42,
                                HistoryView.Kind.WIDENED,
                                "ana",
                                140,
                                "10 % → 25 % at Complete",
                                "Errors steady",
                                null),
                        change(
                                41,
                                HistoryView.Kind.WIDENED,
                                "ana",
                                220,
                                "0 % → 10 % at Complete",
                                null,
                                "10 % at Complete"),
                        change(
                                38,
                                HistoryView.Kind.RESUMED,
                                "tom",
                                86_400,
                                "Resumed",
                                "Index built; the slow query is gone",
                                "0 % at Complete"),
                        change(37, HistoryView.Kind.ROLLED_BACK, "oncall", 90_000, "Rolled back to Off", null, null),
                        change(
                                36,
                                HistoryView.Kind.OTHER,
                                "ana",
                                200_000,
                                "Cohort staff: email ends with @shop.example",
                                "Colleagues first",
                                "5 % at Complete")),
                Samples.PRODUCTION.audit());
    }

    private static Change change(
            long revision, HistoryView.Kind kind, String who, long seconds, String what, String why, String back) {
        return HistoryViewChangeBuilder.builder()
                .revision(revision)
                .kind(kind)
                .actor(who)
                .at(Samples.ago(Duration.ofSeconds(seconds)))
                .summary(what)
                .reason(why)
                .restores(back)
                .build();
    }
}
