package dev.banyan.server.access.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.server.problem.Problem;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private static final String NOBODYS = "the password of nobody";

    /** The lowest cost: these tests are about answers, not about strength. */
    private final Passwords passwords = new Passwords(4, NOBODYS);

    private final Optional<String> hash = Optional.of(passwords.hash("ein gutes Kennwort"));

    @Test
    void the_right_password_matches_and_no_other() {
        assertThat(passwords.matches("ein gutes Kennwort", hash)).isTrue();
        assertThat(passwords.matches("ein gutes kennwort", hash)).isFalse();
        assertThat(passwords.matches("", hash)).isFalse();
    }

    @Test
    void nothing_matches_where_there_is_no_user_not_even_the_stand_in() {
        assertThat(passwords.matches(NOBODYS, Optional.empty())).isFalse();
        assertThat(passwords.matches("", Optional.empty())).isFalse();
    }

    /** A stand-in of the least cost would take a sixty-fourth of it. */
    @Test
    void an_attempt_takes_as_long_where_there_is_no_user() {
        Passwords slower = new Passwords(10, NOBODYS);
        Optional<String> somebodys = Optional.of(slower.hash("ein gutes Kennwort"));

        assertThat(nanos(() -> slower.matches("ein Versuch", Optional.empty())))
                .isGreaterThan(nanos(() -> slower.matches("ein Versuch", somebodys)) / 4);
    }

    @Test
    void the_same_password_has_another_hash_each_time() {
        assertThat(passwords.hash("ein gutes Kennwort")).isNotEqualTo(hash.orElseThrow());
    }

    @Test
    void a_password_is_never_cut_off_silently() {
        String longest = "x".repeat(72);
        Optional<String> itsHash = Optional.of(passwords.hash(longest));

        assertThatCode(() -> Passwords.check("password", longest)).doesNotThrowAnyException();
        assertThat(passwords.matches(longest, itsHash)).isTrue();
        assertThat(passwords.matches(longest + "y", itsHash)).isFalse();
        assertRefused(longest + "y");
        assertRefused("ü".repeat(37));
    }

    @Test
    void short_passwords_are_refused() {
        assertRefused(null);
        assertRefused("123456789");
        assertThatCode(() -> Passwords.check("password", "1234567890")).doesNotThrowAnyException();
    }

    /** The shortest of several: whatever else the machine does can only make one longer. */
    private static long nanos(Runnable attempt) {
        return LongStream.range(0, 5).map(i -> once(attempt)).min().orElseThrow();
    }

    private static long once(Runnable attempt) {
        long begun = System.nanoTime();
        attempt.run();
        return System.nanoTime() - begun;
    }

    private static void assertRefused(String password) {
        assertThatThrownBy(() -> Passwords.check("password", password))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.field()).contains("password"));
    }
}
