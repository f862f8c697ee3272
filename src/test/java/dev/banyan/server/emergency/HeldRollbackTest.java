package dev.banyan.server.emergency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.flag.RollbackOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeldRollbackTest {
    private static final EnvironmentScope PRODUCTION = new EnvironmentScope(7, "shop", "production");
    private static final EnvironmentScope STAGING = new EnvironmentScope(8, "shop", "staging");
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00.123Z");

    private static final RollbackOrder ROUTE =
            RollbackOrder.route("shop", "production", "orders.get", RollbackMode.ROLLBACK);
    private static final RollbackOrder ISOLATED =
            RollbackOrder.route("shop", "production", "orders.get", RollbackMode.ISOLATE);
    private static final RollbackOrder ALL = RollbackOrder.environment("shop", "production", RollbackMode.ROLLBACK);

    @Test
    void pressing_again_is_the_same_rollback_and_pressing_something_else_is_another() {
        HeldRollback held = held(ROUTE);

        assertThat(held.covers(held(ROUTE))).isTrue();
        assertThat(held.covers(held(ROUTE.because("again")))).isTrue();
        assertThat(held.covers(held(ISOLATED))).isFalse();
        assertThat(held.covers(held(ALL))).isFalse();
        assertThat(held.covers(taken(ROUTE, STAGING))).isFalse();
    }

    @Test
    void a_request_that_is_repeated_at_another_replica_has_the_same_id_there() {
        HeldRollback here = held(ROUTE.once("key-1"));
        HeldRollback there = HeldRollback.of(
                ROUTE.once("key-1"), PRODUCTION, Actor.user("ana"), NOW.plusSeconds(3), "http://10.0.0.2:8080");

        assertThat(there.id()).isEqualTo(here.id());
        assertThat(here.covers(there)).isTrue();
        assertThat(held(ROUTE.once("key-2")).id()).isNotEqualTo(here.id());
        assertThat(held(ISOLATED.once("key-1")).id()).isNotEqualTo(here.id());
        assertThat(taken(ROUTE.once("key-1"), STAGING).id()).isNotEqualTo(here.id());
    }

    @Test
    void a_key_that_belongs_to_another_action_is_noticed() {
        HeldRollback held = held(ROUTE.once("key-1"));

        assertThat(held.misuses(held(ISOLATED.once("key-1")))).isTrue();
        assertThat(held.misuses(held(ROUTE.once("key-1")))).isFalse();
        assertThat(held.misuses(taken(ISOLATED.once("key-1"), STAGING))).isFalse();
        assertThat(held(ROUTE).misuses(held(ISOLATED))).isFalse();
    }

    @Test
    void covers_a_route_or_all_of_them() {
        assertThat(held(ROUTE).routes()).containsExactly("orders.get");
        assertThat(held(ALL).routes()).isNull();
        assertThat(held(ALL).inForce().routes()).isNull();
    }

    @Test
    void stands_in_the_log_as_any_other_rollback_with_its_true_time_in_the_audit_trail() {
        var intent = held(ISOLATED.because("wrong prices").once("key-1")).intent("http://10.0.0.2:8080");

        assertThat(intent.action()).isEqualTo(AuditAction.FLAG_ISOLATED);
        assertThat(intent.subject()).isEqualTo("orders.get");
        assertThat(intent.reason()).isEqualTo("wrong prices");
        assertThat(intent.idempotencyKey()).isEqualTo("key-1");
        assertThat(intent.facts())
                .containsEntry("takenAt", "2026-01-31T08:00:00.123Z")
                .containsEntry("takenBy", "http://10.0.0.1:8080")
                .containsEntry("settledBy", "http://10.0.0.2:8080");
    }

    @Test
    void comes_back_from_disk_and_from_another_replica_as_it_was() throws IOException {
        for (HeldRollback rollback :
                new HeldRollback[] {held(ROUTE.because("ä \"quoted\"").once("k")), held(ALL)}) {
            assertThat(HeldRollbacks.read(HeldRollbacks.write(rollback).getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(rollback);
        }
    }

    @Test
    void what_lacks_something_is_not_read() {
        assertThatThrownBy(() -> HeldRollbacks.read("{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }

    private static HeldRollback held(RollbackOrder order) {
        return taken(order, PRODUCTION);
    }

    private static HeldRollback taken(RollbackOrder order, EnvironmentScope scope) {
        return HeldRollback.of(order, scope, Actor.user("ana"), NOW, "http://10.0.0.1:8080");
    }
}
