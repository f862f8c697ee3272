package dev.banyan.server.web.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.server.problem.Problem;
import org.junit.jupiter.api.Test;

class PageAdmissionTest {
    private final PageAdmission admission = new PageAdmission(3, 2);

    @Test
    void one_person_leaves_room_for_others_and_gets_it_back() {
        admission.enter("ana");
        admission.enter("ana");
        assertRefused("ana", 429);
        admission.enter("tom");
        admission.left("ana");

        admission.enter("ana");

        assertThat(admission.all()).isEqualTo(3);
    }

    @Test
    void many_persons_together_have_a_limit_too() {
        admission.enter("ana");
        admission.enter("tom");
        admission.enter("eve");
        assertRefused("zoe", 503);

        admission.left("tom");
        admission.enter("zoe");
    }

    @Test
    void a_replica_that_stops_takes_nobody() {
        admission.stop();
        assertRefused("ana", 503);
        assertThat(admission.all()).isZero();
    }

    private void assertRefused(String name, int status) {
        assertThatThrownBy(() -> admission.enter(name))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(status));
    }
}
