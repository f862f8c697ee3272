package dev.banyan.java8;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** That "ran on Java 8" is true when the build says so. */
class RuntimeTest {
    @Test
    void is_the_java_that_was_asked_for() {
        String actual = System.getProperty("java.specification.version");

        assertThat(actual).isEqualTo(System.getProperty("banyan.expected.java", actual));
    }
}
