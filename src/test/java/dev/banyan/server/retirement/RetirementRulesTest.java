package dev.banyan.server.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.flag.state.Missing;
import dev.banyan.server.health.inbox.InstanceCalls;
import dev.banyan.server.health.reading.LongUse;
import dev.banyan.server.report.ConnectedBuild;
import dev.banyan.server.retirement.Condition.Name;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetirementRulesTest {
    private static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(90));
    private static final List<ConnectedBuild> ONE = List.of(build("orders", "1.4", true));

    private static final List<AskingBuild> ASKING = List.of(asking("1.4", LONG_AGO, NOW, null));

    @Test
    void all_are_met_by_a_route_that_is_left_alone() {
        assertThat(conditions(quietSince(Duration.ofDays(20)), ONE)).allMatch(Condition::met);
    }

    @Test
    void legacy_is_silent_from_the_end_of_the_hour_of_the_last_call() {
        Instant lastHour = NOW.minus(Duration.ofDays(14)).minus(Duration.ofHours(1));
        assertThat(silent(new LongUse.OfRoute(LONG_AGO, lastHour, 0, 9)).met()).isTrue();
        assertThat(silent(new LongUse.OfRoute(LONG_AGO, lastHour, 0, 9)).since())
                .isEqualTo(NOW.minus(Duration.ofDays(14)));
        Condition justNot = silent(new LongUse.OfRoute(LONG_AGO, lastHour.plusSeconds(1), 0, 9));
        assertThat(justNot.met()).isFalse();
        assertThat(justNot.evidence()).contains("The 14 days are over on 30 Jun 2026, 12:00 UTC");
    }

    @Test
    void silence_without_a_call_on_new_or_without_any_data_proves_nothing() {
        assertThat(silent(new LongUse.OfRoute(LONG_AGO, null, 0, 0)).evidence()).contains("proves nothing");
        assertThat(silent(new LongUse.OfRoute(null, null, 0, 0)).evidence()).contains("No service has reported");
        Condition young = silent(new LongUse.OfRoute(NOW.minus(Duration.ofDays(3)), null, 0, 500));
        assertThat(young.met()).isFalse();
        assertThat(young.evidence()).contains("have been counted since 27 Jun 2026");
    }

    @Test
    void who_calls_legacy_is_counted() {
        Condition called = silent(new LongUse.OfRoute(LONG_AGO, NOW.minus(Duration.ofHours(3)), 1_204, 9));
        assertThat(called.met()).isFalse();
        assertThat(called.evidence()).contains("1,204 calls in the last 14 days", "14 Jul 2026, 10:00 UTC");
    }

    @Test
    void who_has_sent_no_outcomes_is_named_as_long_as_it_matters() {
        Instant old = NOW.minus(Duration.ofDays(15));
        Condition lately = counted(asking("1.3", LONG_AGO, NOW, NOW.minus(Duration.ofDays(3))));

        assertThat(lately.met()).isFalse();
        assertThat(lately.details()).containsExactly("orders-1 of orders 1.3, there until 27 Jun 2026, 12:00 UTC.");
        assertThat(counted(asking("1.3", LONG_AGO, NOW, old)).met()).isTrue();
    }

    @Test
    void what_was_written_down_for_too_short_a_time_proves_nothing_yet() {
        Condition young = counted(asking("1.4", NOW.minus(Duration.ofDays(2)), NOW, null));

        assertThat(young.met()).isFalse();
        assertThat(young.evidence()).contains("since 28 Jun 2026", "The 14 days are over on 12 Jul 2026");
        assertThat(counted().met()).as("no code asks for it any more").isTrue();
    }

    @Test
    void what_is_known_of_one_build_from_two_sides_is_put_together() {
        Instant hour = NOW.minus(Duration.ofHours(3));
        AskingBuild one = asking("1.4", LONG_AGO, hour, hour);
        AskingBuild both = one.called("orders-2", hour).plus(asking("1.4", hour, NOW, null));

        assertThat(both.firstSeen()).isEqualTo(LONG_AGO);
        assertThat(both.lastSeen()).isEqualTo(NOW);
        assertThat(both.uncountedAt()).isEqualTo(hour);
        assertThat(both.legacyBy()).isEqualTo("orders-2");
    }

    @Test
    void who_called_legacy_within_the_time_is_named() {
        Instant call = NOW.minus(Duration.ofDays(2));
        LongUse.OfRoute use = new LongUse.OfRoute(LONG_AGO, call, 5, 1_000);
        List<InstanceCalls.OnLegacy> calls = List.of(
                new InstanceCalls.OnLegacy("orders-1", "orders", "1.4", call),
                new InstanceCalls.OnLegacy("orders-0", "orders", "1.0", LONG_AGO));

        assertThat(condition(
                                Name.LEGACY_SILENT,
                                new RetirementRules(14)
                                        .conditions(RetirementFactsBuilder.builder()
                                                .now(NOW)
                                                .completeSince(LONG_AGO)
                                                .use(use)
                                                .builds(ONE)
                                                .asking(ASKING)
                                                .onLegacy(calls)
                                                .missingOnLegacy(Missing.NONE)
                                                .missingOnNew(Missing.NONE)
                                                .build()))
                        .details())
                .containsExactly("orders-1 of orders 1.4 called it last in the hour from 28 Jun 2026, 12:00 UTC.");
    }

    @Test
    void an_older_build_of_the_same_service_stands_in_the_way() {
        assertThat(older(build("orders", "1.4", true), build("orders", "1.3", false)))
                .containsExactly("orders 1.3 (2 instances) is older than 1.4 and does not ask for the route.");
        assertThat(older(build("orders", "1.10", true), build("orders", "1.9", true)))
                .containsExactly("orders 1.9 (2 instances) is older than 1.10.");
    }

    @Test
    void a_newer_build_without_the_call_and_other_services_do_not() {
        assertThat(older(build("orders", "1.4", true), build("orders", "1.5", false), build("billing", "0.1", false)))
                .isEmpty();
    }

    @Test
    void who_says_nothing_or_is_not_there_proves_nothing() {
        assertThat(older(build("orders", "1.4", true), build("old-batch", "3", null)))
                .containsExactly("old-batch 3 (2 instances) has not said what its code asks for.");
        assertThat(condition(Name.NO_OLDER_BUILD, conditions(quietSince(Duration.ofDays(20)), List.of()))
                        .met())
                .isFalse();
    }

    @Test
    void a_missing_write_on_either_side_keeps_the_old_path() {
        for (Missing[] sides :
                new Missing[][] {{new Missing(1, 0, null), Missing.NONE}, {Missing.NONE, new Missing(0, 3, null)}}) {
            Condition backlog = condition(
                    Name.BACKLOG_EMPTY,
                    new RetirementRules(14)
                            .conditions(RetirementFactsBuilder.builder()
                                    .now(NOW)
                                    .completeSince(LONG_AGO)
                                    .use(quietSince(Duration.ofDays(20)))
                                    .builds(ONE)
                                    .asking(ASKING)
                                    .onLegacy(List.of())
                                    .missingOnLegacy(sides[0])
                                    .missingOnNew(sides[1])
                                    .build()));
            assertThat(backlog.met()).isFalse();
        }
    }

    @Test
    void before_the_last_stage_nothing_is_proven() {
        List<Condition> conditions = new RetirementRules(14)
                .conditions(RetirementFactsBuilder.builder()
                        .now(NOW)
                        .completeSince(null)
                        .use(quietSince(Duration.ofDays(20)))
                        .builds(ONE)
                        .asking(ASKING)
                        .onLegacy(List.of())
                        .missingOnLegacy(Missing.NONE)
                        .missingOnNew(Missing.NONE)
                        .build());
        assertThat(condition(Name.LAST_STAGE, conditions).met()).isFalse();
        assertThat(RetirementBuilder.builder()
                        .route("orders.get")
                        .environment("production")
                        .at(NOW)
                        .silentDays(14)
                        .conditions(conditions)
                        .builds(List.of())
                        .callSites(List.of())
                        .build()
                        .proven())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1.9,1.10", "1.4,1.4.1", "2.0-rc1,2.0", "2.0-rc1,2.0-rc2", "9,10", "20260101,20260102", "a,b"})
    void versions_are_ordered_as_people_number_them(String older, String newer) {
        assertThat(BuildVersions.ORDER.compare(older, newer)).isNegative();
        assertThat(BuildVersions.ORDER.compare(newer, older)).isPositive();
        assertThat(BuildVersions.ORDER.compare(newer, newer)).isZero();
    }

    private static List<String> older(ConnectedBuild... builds) {
        return condition(Name.NO_OLDER_BUILD, conditions(quietSince(Duration.ofDays(20)), List.of(builds)))
                .details();
    }

    private static Condition silent(LongUse.OfRoute use) {
        return condition(Name.LEGACY_SILENT, conditions(use, ONE));
    }

    private static List<Condition> conditions(LongUse.OfRoute use, List<ConnectedBuild> builds) {
        return new RetirementRules(14)
                .conditions(RetirementFactsBuilder.builder()
                        .now(NOW)
                        .completeSince(LONG_AGO)
                        .use(use)
                        .builds(builds)
                        .asking(ASKING)
                        .onLegacy(List.of())
                        .missingOnLegacy(Missing.NONE)
                        .missingOnNew(Missing.NONE)
                        .build());
    }

    private static Condition condition(Name name, List<Condition> conditions) {
        return conditions.stream()
                .filter(each -> each.name() == name)
                .findFirst()
                .orElseThrow();
    }

    private static Condition counted(AskingBuild... builds) {
        return condition(
                Name.ALL_COUNTED,
                new RetirementRules(14)
                        .conditions(RetirementFactsBuilder.builder()
                                .now(NOW)
                                .completeSince(LONG_AGO)
                                .use(quietSince(Duration.ofDays(20)))
                                .builds(ONE)
                                .asking(List.of(builds))
                                .onLegacy(List.of())
                                .missingOnLegacy(Missing.NONE)
                                .missingOnNew(Missing.NONE)
                                .build()));
    }

    private static AskingBuild asking(String version, Instant first, Instant last, Instant uncounted) {
        return AskingBuildBuilder.builder()
                .application("orders")
                .version(version)
                .running(1)
                .firstSeen(first)
                .lastSeen(last)
                .legacyHour(null)
                .legacyBy(null)
                .uncounted(uncounted == null ? null : "orders-1")
                .uncountedAt(uncounted)
                .build();
    }

    private static LongUse.OfRoute quietSince(Duration silence) {
        return new LongUse.OfRoute(LONG_AGO, NOW.minus(silence), 0, 1_000);
    }

    private static ConnectedBuild build(String application, String version, Boolean declares) {
        return new ConnectedBuild(application, version, 2, declares);
    }
}
