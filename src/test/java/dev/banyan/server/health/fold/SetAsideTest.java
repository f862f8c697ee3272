package dev.banyan.server.health.fold;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetAsideTest {
    @ParameterizedTest
    @ValueSource(strings = {"22003", "22P05", "23514", "21000", "54000"})
    void what_the_database_says_of_the_data_is_the_fault_of_the_batch(String state) {
        assertThat(SetAside.isToBlame(behind(new SQLException("bigint out of range", state))))
                .isTrue();
    }

    /** A table that is missing, a right, a disk, a shutdown: all batches would be set aside, one after the other. */
    @ParameterizedTest
    @ValueSource(strings = {"42P01", "42501", "53100", "57P01", "25006", "XX000"})
    void what_is_wrong_with_the_database_is_not(String state) {
        assertThat(SetAside.isToBlame(behind(new SQLException("not now", state))))
                .isFalse();
    }

    @Test
    void nor_is_a_transaction_that_took_too_long() {
        assertThat(SetAside.isToBlame(behind(new RollbackException("timeout")))).isFalse();
    }

    @Test
    void what_cannot_be_read_or_added_up_is() {
        assertThat(SetAside.isToBlame(behind(new IllegalArgumentException("no stage of that name"))))
                .isTrue();
    }

    @Test
    void the_reason_is_that_of_the_first_cause_and_not_too_long() {
        assertThat(SetAside.reason(behind(new SQLException("bigint out of range"))))
                .isEqualTo("bigint out of range");
        assertThat(SetAside.reason(new NullPointerException())).isEqualTo("NullPointerException");
        assertThat(SetAside.reason(new IllegalStateException("x".repeat(9_000))))
                .hasSizeLessThan(600);
    }

    private static RuntimeException behind(Exception cause) {
        return new IllegalStateException("in a transaction", cause);
    }
}
