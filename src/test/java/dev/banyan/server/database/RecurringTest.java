package dev.banyan.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.problem.DatabaseGone;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecurringTest {
    private static final String NAME = RecurringTest.class.getName();
    private static final Recurring.Work DONE = () -> {};
    private static final Recurring.Work BROKEN = () -> {
        throw new IllegalStateException("it cannot be read");
    };

    private final Logger logger = Logger.getLogger(NAME);
    private final List<String> lines = new ArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getLevel() + " " + new java.util.logging.SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final Recurring recurring = new Recurring(org.jboss.logging.Logger.getLogger(NAME));

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.addHandler(listener);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(listener);
        logger.setUseParentHandlers(true);
    }

    @Test
    void what_fails_is_said_once_and_once_when_it_works_again() {
        recurring.attempt("Plan 7", DONE);
        recurring.attempt("Plan 7", BROKEN);
        recurring.attempt("Plan 7", BROKEN);
        recurring.attempt("Plan 8", BROKEN);
        recurring.attempt("Plan 7", DONE);
        recurring.attempt("Plan 7", DONE);
        recurring.attempt("Plan 7", BROKEN);

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).contains("Plan 7: failed, and is tried again");
        assertThat(lines.get(1)).contains("Plan 8: failed, and is tried again");
        assertThat(lines.get(2)).contains("Plan 7: works again");
        assertThat(lines.get(3)).contains("Plan 7: failed, and is tried again");
    }

    @Test
    void that_the_database_is_away_is_no_news() {
        recurring.attempt("Plan 7", () -> {
            throw DatabaseGone.now();
        });

        assertThat(lines).isEmpty();
    }

    @Test
    void that_a_database_which_is_there_cannot_is_said_once_in_a_line() {
        Recurring.Work onFullDisk = () -> {
            throw new IllegalStateException(new SQLException("could not extend file \"base/1/2\"", "53100"));
        };

        recurring.attempt("Plan 7", onFullDisk);
        recurring.attempt("Plan 7", onFullDisk);
        recurring.attempt("Plan 7", DONE);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .startsWith("WARN")
                .contains("Plan 7", "its disk is full")
                .doesNotContain("base/1/2");
        assertThat(lines.get(1)).contains("Plan 7: works again");
    }

    @Test
    void even_an_error_does_not_end_the_round() {
        recurring.attempt("Plan 7", () -> {
            throw new StackOverflowError();
        });

        assertThat(lines).hasSize(1);
    }

    @Test
    void who_is_told_to_stop_is_not_said_to_have_failed() {
        recurring.attempt("Plan 7", () -> {
            throw new InterruptedException();
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(lines).isEmpty();
    }
}
