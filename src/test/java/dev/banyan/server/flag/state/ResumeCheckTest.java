package dev.banyan.server.flag.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.problem.Problem;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ResumeCheckTest {
    private static final Instant THEN = Instant.parse("2026-03-05T09:00:00Z");
    private static final Rollback TOMS = new Rollback(Stage.OFF, RollbackMode.ROLLBACK, THEN, "tom", null);

    @Test
    void the_second_half_of_a_double_press_is_not_taken_for_a_resume() {
        assertThatThrownBy(() -> resume("tom", ResumeOrder.onPage(false, 3), 1_999))
                .isInstanceOfSatisfying(Problem.class, refused -> {
                    assertThat(refused.slug()).isEqualTo("rolled-back-just-now");
                    assertThat(refused.getMessage()).contains("It stays rolled back.");
                });
    }

    @Test
    void later_or_by_another_person_or_by_a_program_it_is_meant() {
        resume("tom", ResumeOrder.onPage(false, 3), 2_000);
        resume("ana", ResumeOrder.onPage(false, 3), 100);
        resume("tom", ResumeOrder.ofProgram(false, null), 100);
    }

    private static void resume(String who, ResumeOrder order, long millisLater) {
        Intent intent = Intent.of(Actor.user(who), AuditAction.FLAG_RESUMED, "orders.get");
        ResumeCheck.requireMeant(order, intent, TOMS, THEN.plusMillis(millisLater));
    }
}
