package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Stage;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a migration does for its callers. */
@Timeout(120)
class MigrationScenarioTest extends MigrationScenario {
    @Test
    void a_failing_second_write_does_not_reach_the_caller_and_is_counted() {
        server.publish(TestRuleset.at(2).route(6, "orders.put", "dualwrite", "shadow", 0, "null"));
        eventually(banyan, 2);
        Migration<String, String> orders = banyan.<String, String>migration("orders.put")
                .writes(q -> "written", q -> failOn("legacy"))
                .recordKey(q -> {
                    throw new IllegalStateException("no key");
                })
                .build();
        assertThat(orders.write(ANA, "o-1")).isEqualTo("written");
        eventually("counted", () -> calls("new", "errors") == 1);
        assertThat(calls("legacy", "errors")).isZero();
    }

    @Test
    void what_was_not_given_is_named() {
        Migration<String, String> readOnly = banyan.<String, String>migration("orders.get")
                .reads(q -> q, q -> q)
                .build();
        assertThatIllegalStateException()
                .isThrownBy(() -> readOnly.write(ANA, ""))
                .withMessageContaining("writes(");
        assertThatIllegalStateException()
                .isThrownBy(() -> readOnly.readAsync(ANA, ""))
                .withMessageContaining("readsAsync(");
        assertThatIllegalStateException()
                .isThrownBy(() -> readOnly.writeAsync(ANA, ""))
                .withMessageContaining("writesAsync(");
        assertThatIllegalStateException()
                .isThrownBy(() -> banyan.migration("orders.get").build())
                .withMessageContaining("orders.get");
        assertThatIllegalStateException()
                .isThrownBy(() -> banyan.<String, String>migration("orders.get")
                        .readsAsync(q -> null, q -> null)
                        .shadowInline()
                        .build());
        assertThatIllegalStateException()
                .isThrownBy(() -> banyan.<String, String>migration("orders.put")
                        .writesAsync(q -> null, q -> null)
                        .secondWritesAfterCommit(second -> false)
                        .build())
                .withMessageContaining("secondWritesAfterCommit");
        Decision ofAnother = banyan.route("orders.list").decide(ANA);
        assertThatIllegalArgumentException().isThrownBy(() -> readOnly.read(ofAnother, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> readOnly.read((Decision) null, ""));
    }

    @Test
    void knobs_are_bounded() {
        MigrationBuilder<String, String> builder = banyan.migration("orders.get");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.shadowDeadline(Duration.ofMillis(9)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.shadowDeadline(Duration.ofSeconds(31)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.tolerance(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.tolerance(0.2));
    }

    @Test
    void a_checked_exception_comes_out_whether_the_caller_names_it_or_not() {
        Migration<String, String> orders = banyan.<String, String>migration("orders.get")
                .reads(this::failOn, this::failOn)
                .writes(this::failOn, this::failOn)
                .build();
        assertThatThrownBy(() -> orders.read(ANA, "legacy")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> orders.write(ANA, "legacy")).isInstanceOf(IOException.class);
        try {
            orders.write(ANA, orders.read(ANA, "fine", IOException.class), IOException.class);
            Decision decision = orders.route().decide(ANA);
            orders.read(decision, orders.write(decision, "legacy", IOException.class), IOException.class);
            fail("nothing was thrown");
        } catch (IOException expected) {
            assertThat(expected).hasMessage("legacy");
        }
    }

    @Test
    void an_unknown_route_is_at_its_declared_default() {
        Migration<String, String> orders = banyan.<String, String>migration("unknown.route", Stage.COMPLETE)
                .reads(q -> "legacy", q -> "new")
                .build();
        assertThat(orders.read(Context.anonymous(), "")).isEqualTo("new");
        assertThat(orders.route().declaredDefault()).isEqualTo(Stage.COMPLETE);
    }
}
