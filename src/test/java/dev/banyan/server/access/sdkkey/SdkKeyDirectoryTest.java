package dev.banyan.server.access.sdkkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.access.kit.Secrets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SdkKeyDirectoryTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final SdkKeyDirectory directory = new SdkKeyDirectory();
    private final String key = SdkKeyText.generate(new SecureRandom());
    private final SdkKeyScope scope = new SdkKeyScope(7, 1);

    @Test
    void a_known_key_opens_its_environment() {
        directory.replace(1, List.of(row(null)));

        assertThat(directory.find(key, NOW)).contains(scope);
        assertThat(directory.find(SdkKeyText.generate(new SecureRandom()), NOW)).isEmpty();
        assertThat(directory.find("bny_sdk_nonsense", NOW)).isEmpty();
    }

    @Test
    void a_key_that_is_gone_from_the_database_opens_nothing_after_the_next_look() {
        directory.replace(1, List.of(row(null)));
        assertThat(directory.stillLive(scope, NOW)).isTrue();

        directory.replace(2, List.of());

        assertThat(directory.find(key, NOW)).isEmpty();
        assertThat(directory.stillLive(scope, NOW)).isFalse();
    }

    @Test
    void an_expired_key_opens_nothing_without_any_look() {
        directory.replace(1, List.of(row(NOW.plusSeconds(1))));

        assertThat(directory.find(key, NOW)).contains(scope);
        assertThat(directory.find(key, NOW.plusSeconds(1))).isEmpty();
        assertThat(directory.stillLive(scope, NOW.plusSeconds(1))).isFalse();
    }

    @Test
    void a_lower_version_is_another_one_too_because_databases_are_restored() {
        directory.replace(5, List.of());

        assertThat(directory.differsFrom(5)).isFalse();
        assertThat(directory.differsFrom(6)).isTrue();
        assertThat(directory.differsFrom(4)).isTrue();
    }

    @Test
    void only_keys_that_opened_something_count_as_used_and_each_is_told_once() {
        directory.replace(1, List.of(row(null)));
        directory.find(SdkKeyText.generate(new SecureRandom()), NOW);
        assertThat(directory.takeUsed()).isEmpty();

        directory.find(key, NOW);

        assertThat(directory.takeUsed()).containsExactly(1L);
        assertThat(directory.takeUsed()).isEmpty();
    }

    @Test
    void keys_from_disk_open_what_they_opened_until_the_database_is_asked_whatever_its_version() {
        directory.replace(5, List.of(row(NOW.plusSeconds(1))));
        SdkKeyDirectory restarted = new SdkKeyDirectory();
        restarted.restore(directory.saved());

        assertThat(restarted.find(key, NOW)).contains(scope);
        assertThat(restarted.find(key, NOW.plusSeconds(1))).isEmpty();
        assertThat(restarted.stillLive(scope, NOW)).isTrue();
        assertThat(restarted.differsFrom(5)).isTrue();
    }

    @Test
    void a_revoked_key_is_not_in_what_goes_to_disk_next() {
        directory.replace(1, List.of(row(null)));
        directory.replace(2, List.of());

        assertThat(directory.saved().byHash()).isEmpty();
    }

    @Test
    void only_a_whole_key_that_was_never_heard_of_might_be_live() {
        directory.replace(1, List.of(row(NOW)));

        assertThat(directory.mightBeLive(SdkKeyText.generate(new SecureRandom())))
                .isTrue();
        assertThat(directory.mightBeLive("bny_sdk_nonsense")).isFalse();
        assertThat(directory.mightBeLive(key)).as("it has expired").isFalse();
    }

    private SdkKeyEntity row(Instant expiresAt) {
        SdkKeyEntity row = new SdkKeyEntity();
        row.id = scope.keyId();
        row.environmentId = scope.environmentId();
        row.keyHash = Secrets.sha256(key);
        row.expiresAt = expiresAt;
        return row;
    }
}
