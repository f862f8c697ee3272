package dev.banyan.server.delivery.ruleset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.cache.DiskCache;
import dev.banyan.server.cache.TestDisk;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshnessTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path directory;

    @Test
    void without_database_and_disk_there_is_nothing_to_serve() {
        try (DiskCache disk = TestDisk.in(directory)) {
            assertThat(new Freshness(disk, at(NOON)).serving().possible()).isFalse();
        }
    }

    @Test
    void while_the_database_is_heard_nothing_is_old() {
        try (DiskCache disk = TestDisk.in(directory)) {
            Freshness freshness = new Freshness(disk, at(NOON));
            freshness.heard();

            assertThat(freshness.serving().source()).isEqualTo(Serving.Source.LIVE);
            assertThat(freshness.serving().since()).isEmpty();
        }
    }

    @Test
    void what_is_in_memory_is_as_old_as_the_last_word_of_the_database() {
        try (DiskCache disk = TestDisk.in(directory)) {
            Freshness freshness = new Freshness(disk, at(NOON));
            freshness.heard();
            freshness.lost();
            freshness.lost();

            assertThat(freshness.serving().source()).isEqualTo(Serving.Source.MEMORY);
            assertThat(freshness.serving().since()).hasValue(NOON);
        }
    }

    @Test
    void the_age_survives_a_restart_and_losing_the_database_again_does_not_renew_it() {
        try (DiskCache disk = TestDisk.in(directory)) {
            Freshness before = new Freshness(disk, at(NOON));
            before.heard();
            before.lost();
        }

        try (DiskCache disk = TestDisk.in(directory)) {
            Freshness after = new Freshness(disk, at(NOON.plus(Duration.ofHours(2))));
            after.restored();
            after.lost();

            assertThat(after.serving().source()).isEqualTo(Serving.Source.DISK);
            assertThat(after.serving().since()).hasValue(NOON);
        }
    }

    @Test
    void an_age_that_cannot_be_read_is_unknown() {
        try (DiskCache disk = TestDisk.in(directory)) {
            disk.write("heard-at", "yesterday".getBytes(UTF_8));
            Freshness freshness = new Freshness(disk, at(NOON));
            freshness.restored();

            assertThat(freshness.serving().possible()).isTrue();
            assertThat(freshness.serving().since()).isEmpty();
        }
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
