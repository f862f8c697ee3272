package dev.banyan.server.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCacheTest {
    private static final String DATABASE = "jdbc:postgresql://db/banyan";

    @TempDir
    Path root;

    private final AtomicInteger failures = new AtomicInteger();

    @Test
    void what_was_written_is_there_after_a_restart_and_for_its_owner_only() throws IOException {
        try (DiskCache cache = open()) {
            assertThat(cache.write("ruleset-1", bytes("first"))).isTrue();
            assertThat(cache.write("ruleset-1", bytes("second"))).isTrue();
        }

        try (DiskCache cache = open()) {
            assertThat(cache.read("ruleset-1")).hasValue(bytes("second"));
            assertThat(cache.read("ruleset-2")).isEmpty();
            assertThat(cache.names("ruleset-")).containsExactly("ruleset-1");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("ruleset-1"))))
                .isEqualTo("rw-------");
    }

    @Test
    void what_cannot_be_put_into_bytes_keeps_nothing_else_from_the_disk() {
        try (DiskCache cache = open()) {
            cache.writeSoon("bad", () -> {
                throw new IllegalStateException("no such bytes");
            });
            cache.writeSoon("good", () -> bytes("content"));
            cache.flush();

            assertThat(cache.read("good")).hasValue(bytes("content"));
        }
    }

    @Test
    void what_is_damaged_or_alien_is_ignored() throws IOException {
        DiskCache cache = open();
        cache.write("keys", bytes("{}"));
        Files.writeString(file("keys"), "<html>not found</html>");

        assertThat(cache.read("keys")).isEmpty();
    }

    @Test
    void what_another_release_wrote_in_a_form_of_its_own_is_ignored() {
        DiskCache cache = open();
        cache.write("count", bytes("seven"));

        assertThat(cache.read("count", content -> Integer.parseInt(new String(content, UTF_8))))
                .isEmpty();
        assertThat(cache.read("count", content -> {
                    throw new IOException("no such field");
                }))
                .isEmpty();
        cache.write("count", bytes("7"));
        assertThat(cache.read("count", content -> Integer.parseInt(new String(content, UTF_8))))
                .hasValue(7);
    }

    @Test
    void every_damaged_byte_and_every_missing_end_is_noticed() throws Exception {
        byte[] whole = CacheFile.seal("origin", bytes("{\"a\":1}"));

        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            assertThatThrownBy(() -> CacheFile.open("origin", damaged)).isInstanceOf(DamagedCacheFile.class);
            byte[] cut = Arrays.copyOf(whole, i);
            assertThatThrownBy(() -> CacheFile.open("origin", cut)).isInstanceOf(DamagedCacheFile.class);
        }
        assertThat(CacheFile.open("origin", whole)).isEqualTo(bytes("{\"a\":1}"));
    }

    @Test
    void entries_of_another_database_are_ignored() {
        try (DiskCache cache = open()) {
            cache.write("keys", bytes("x"));
        }

        try (DiskCache other = DiskCache.open(root, "jdbc:postgresql://other/banyan", failures::incrementAndGet)) {
            assertThat(other.read("keys")).isEmpty();
        }
    }

    @Test
    void what_may_wait_is_written_once_with_the_state_of_that_moment() {
        DiskCache cache = open();
        StringBuilder state = new StringBuilder("a");
        cache.writeSoon("keys", () -> bytes(state.toString()));
        cache.writeSoon("keys", () -> bytes(state.toString()));
        state.append("b");
        assertThat(cache.read("keys")).isEmpty();

        cache.flush();

        assertThat(cache.read("keys")).hasValue(bytes("ab"));
        cache.writeSoon("keys", () -> null);
        cache.flush();
        assertThat(cache.read("keys")).isEmpty();
    }

    @Test
    void closing_writes_what_waits() {
        DiskCache cache = open();
        cache.writeSoon("keys", () -> bytes("last"));

        cache.close();

        assertThat(open().read("keys")).hasValue(bytes("last"));
    }

    @Test
    void a_disk_that_takes_nothing_is_counted_and_harms_nobody() throws IOException {
        DiskCache cache = open();
        // A directory in the way of the temporary file: what a full disk does cannot be had without one.
        Files.createDirectories(root.resolve("keys.new").resolve("in-the-way"));

        assertThat(cache.write("keys", bytes("x"))).isFalse();

        assertThat(failures).hasValue(1);
        assertThat(cache.write("other", bytes("y"))).isTrue();
    }

    @Test
    void where_no_directory_can_be_made_there_is_no_cache() throws IOException {
        Path file = Files.createFile(root.resolve("file"));

        try (DiskCache cache = DiskCache.open(file, DATABASE, failures::incrementAndGet)) {
            assertThat(cache.write("keys", bytes("x"))).isFalse();
            assertThat(cache.read("keys")).isEmpty();
            assertThat(cache.names("")).isEmpty();
        }
    }

    @Test
    void a_name_cannot_lead_out_of_the_directory() {
        assertThatThrownBy(() -> open().read("../keys")).isInstanceOf(IllegalArgumentException.class);
    }

    private DiskCache open() {
        return DiskCache.open(root, DATABASE, failures::incrementAndGet);
    }

    private Path file(String name) {
        return root.resolve(name + ".cache");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
