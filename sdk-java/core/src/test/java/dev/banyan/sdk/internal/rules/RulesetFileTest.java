package dev.banyan.sdk.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.sdk.TestRuleset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RulesetFileTest {
    @TempDir
    Path root;

    private Path directory;
    private RulesetFile file;

    @BeforeEach
    void file() {
        directory = root.resolve("made").resolve("on-demand");
        file = new RulesetFile(directory, "http://one", "key");
    }

    @Test
    void gives_back_what_was_saved() throws IOException {
        assertThat(file.load()).isNull();
        file.save(saved(1));
        file.save(saved(2));
        RulesetFile.Saved loaded = file.load();
        assertThat(loaded.revision).isEqualTo(2);
        assertThat(loaded.epoch).isEqualTo("epoch-one");
        assertThat(loaded.millis).isEqualTo(1_234);
        assertThat(loaded.ruleset).isEqualTo(TestRuleset.at(2).bytes());
    }

    @Test
    void keeps_what_the_ruleset_itself_does_not_say() throws IOException {
        String carried = "[{\"id\":\"e-1\",\"mode\":\"rollback\",\"routes\":[\"a b\",\"\u00fc\"]}]";
        file.save(new RulesetFile.Saved(1, 2, "e", carried, TestRuleset.at(2).bytes()));
        assertThat(file.load().carried).isEqualTo(carried);
        assertThat(file.load().epoch).isEqualTo("e");
        assertThat(file.load().ruleset).isEqualTo(TestRuleset.at(2).bytes());
    }

    @Test
    void keeps_the_rules_that_routes_keep() throws IOException {
        file.save(saved(2).keeping("[{\"text\":\"\u00fc\\n\"}]"));
        assertThat(file.load().kept).isEqualTo("[{\"text\":\"\u00fc\\n\"}]");
        assertThat(file.load().ruleset).isEqualTo(TestRuleset.at(2).bytes());
    }

    /** One of the release before finds no file then, rather than a ruleset that it would refuse. */
    @Test
    void is_of_the_first_format_as_long_as_that_can_say_all() throws IOException {
        file.save(saved(2));
        assertThat(Files.readString(file.path())).startsWith("banyan-ruleset 1\n");
        file.save(saved(3).keeping("[]"));
        assertThat(Files.readString(file.path())).startsWith("banyan-ruleset 2\n");
    }

    @Test
    void leaves_nothing_but_one_file_per_environment() throws IOException {
        file.save(saved(1));
        file.save(saved(2));
        new RulesetFile(directory, "http://one", "other key").save(saved(3));
        new RulesetFile(directory, "http://two", "key").save(saved(4));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .hasSize(3)
                    .allMatch(name -> name.endsWith(".ruleset") && !name.contains("key"));
        }
        assertThat(file.load().revision).isEqualTo(2);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no modes")
    void only_its_owner_can_read_it() throws IOException {
        file.save(saved(1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void any_changed_byte_is_noticed() throws IOException {
        file.save(saved(1));
        byte[] good = Files.readAllBytes(file.path());
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 0x10;
            Files.write(file.path(), bad);
            assertThatThrownBy(file::load).as("byte %d", i).isInstanceOf(IOException.class);
        }
    }

    @Test
    void any_cut_is_noticed() throws IOException {
        file.save(saved(1));
        byte[] good = Files.readAllBytes(file.path());
        for (int length = 0; length < good.length; length++) {
            Files.write(file.path(), Arrays.copyOf(good, length));
            assertThatThrownBy(file::load).as("length %d", length).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_damaged_file_is_replaced_by_the_next_save() throws IOException {
        Files.createDirectories(directory);
        Files.write(file.path(), new byte[] {1, 2, 3});
        file.save(saved(1));
        assertThat(file.load().revision).isEqualTo(1);
    }

    @Test
    void a_later_revision_that_another_process_saved_is_kept() throws IOException {
        file.save(saved(9));
        file.save(saved(8));
        assertThat(file.load().revision).isEqualTo(9);
        file.save(new RulesetFile.Saved(1, 2, "restored", "", TestRuleset.at(2).bytes()));
        assertThat(file.load().revision).isEqualTo(2);
    }

    @Test
    void a_failed_save_leaves_the_old_file_and_no_litter() throws IOException {
        file.save(saved(1));
        Files.delete(file.path());
        Files.createDirectories(file.path().resolve("in the way"));
        assertThatThrownBy(() -> file.save(saved(2))).isInstanceOf(IOException.class);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file.path());
        }
    }

    private static RulesetFile.Saved saved(long revision) {
        return new RulesetFile.Saved(
                1_234, revision, "epoch-one", "", TestRuleset.at(revision).bytes());
    }
}
