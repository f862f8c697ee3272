package dev.banyan.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.harness.RunFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoStateTest {

    @TempDir
    Path directory;

    @Test
    void a_second_start_finds_the_passwords_and_keys_of_the_first() {
        DemoState first = open();
        String password = first.password("paula");
        first.keep("sdk-key.legacy-shop", "bny_sdk_0");

        DemoState second = open();

        assertThat(second.password("paula")).isEqualTo(password);
        assertThat(second.find("sdk-key.legacy-shop")).contains("bny_sdk_0");
    }

    @Test
    void passwords_differ_and_can_be_typed() {
        DemoState state = open();

        assertThat(state.password("paula")).isNotEqualTo(state.password("sam")).matches("([a-z2-9]{4}-){3}[a-z2-9]{4}");
    }

    @Test
    void only_the_owner_can_read_it() throws IOException {
        open().password("paula");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void a_directory_in_its_place_is_refused_with_a_sentence() throws IOException {
        Files.createDirectories(file());

        assertThatThrownBy(this::open).isInstanceOf(RunFailure.class).hasMessageContaining(file().toString());
    }

    private DemoState open() {
        return DemoState.open(file());
    }

    private Path file() {
        return directory.resolve("demo").resolve("demo.properties");
    }
}
