package dev.banyan.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseGoneTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "57P03", "53300", "25006", "53100", "53200", "58030", "28P01", "XX001"})
    void a_lost_connection_however_deep_means_come_again(String state) {
        Throwable thrown = new RuntimeException(new IllegalStateException(new SQLException("gone", state)));

        assertThat(DatabaseGone.behind(thrown)).hasValueSatisfying(problem -> {
            assertThat(problem.status()).isEqualTo(503);
            assertThat(problem.retryAfter()).isPresent();
        });
    }

    @Test
    void a_commit_that_broke_off_tells_of_it_in_what_is_suppressed() {
        Throwable rolledBack = new IllegalStateException("the transaction manager says only that it failed");
        rolledBack.addSuppressed(new RuntimeException(new SQLException("read timed out", "08006")));

        assertThat(DatabaseGone.behind(new RuntimeException(rolledBack))).isPresent();
    }

    @Test
    void a_pool_without_a_connection_means_come_again() {
        assertThat(DatabaseGone.behind(new SQLException("Acquisition timeout while waiting for new connection")))
                .isPresent();
    }

    @Test
    void what_a_failing_database_lacks_is_said_and_its_own_words_are_not() {
        assertThat(DatabaseGone.behind(new SQLException("could not extend file \"base/1/2\"", "53100")))
                .hasValueSatisfying(problem -> assertThat(problem.getMessage())
                        .contains("its disk is full")
                        .doesNotContain("base/1/2"));
        assertThat(DatabaseGone.behind(new SQLException("no such file", "58P01")))
                .hasValueSatisfying(problem -> assertThat(problem.getMessage()).contains("58P01"));
    }

    @Test
    void only_what_is_wrong_with_the_request_itself_is_its_answer() {
        Problem refusal = Problem.notFound("route");

        assertThat(DatabaseGone.isAnswer(new RuntimeException(refusal))).isTrue();
        assertThat(DatabaseGone.isAnswer(new RuntimeException(new SQLException("invalid byte sequence", "22021"))))
                .isTrue();
        assertThat(DatabaseGone.isAnswer(DatabaseGone.now())).isFalse();
        assertThat(DatabaseGone.isAnswer(new IllegalStateException("our mistake")))
                .isFalse();
        assertThat(DatabaseGone.isAnswer(new RuntimeException(new SQLException("a check", "23514"))))
                .isFalse();
    }

    @Test
    void a_lock_that_was_not_granted_means_come_again_but_the_database_is_there() {
        Throwable thrown = new RuntimeException(new SQLException("canceling statement due to lock timeout", "55P03"));

        assertThat(DatabaseGone.behind(thrown)).isEmpty();
        assertThat(DatabaseGone.orBusyBehind(thrown))
                .hasValueSatisfying(problem -> assertThat(problem.status()).isEqualTo(503));
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42P01", "40001"})
    void a_fault_of_our_own_is_none_of_its(String state) {
        assertThat(DatabaseGone.behind(new RuntimeException(new SQLException("duplicate", state))))
                .isEmpty();
    }

    @Test
    void nothing_at_all_is_none_of_its() {
        Throwable circular = new RuntimeException("a");
        circular.initCause(new RuntimeException("b", circular));

        assertThat(DatabaseGone.behind(null)).isEmpty();
        assertThat(DatabaseGone.behind(circular)).isEmpty();
    }
}
