package dev.banyan.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The most telling faults, against real processes: the short form of {@code ./banyan chaos}. */
class ChaosIT {

    /** Kept, because a logger that nobody holds forgets its level. */
    private static final Logger SDK = Logger.getLogger("dev.banyan.sdk");

    /** None lives long enough to earn back what the second compiler costs: half of the time to start. */
    private static final Map<String, String> SHORT_LIVED = Map.of(
            "JAVA_TOOL_OPTIONS",
            "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote");

    @TempDir
    static Path directory;

    private static Rig rig;
    /** Those of one service's line harm nobody else, and so happen at the same time. */
    private static List<Finding> apart;

    @BeforeAll
    static void start() {
        SDK.setLevel(Level.OFF);
        rig = Rig.start(
                directory, Path.of(System.getProperty("banyan.server.jar")), SHORT_LIVED, List.of(SdkService::start));
        Trial.warmUp(rig);
        List<Fault> faults = List.of(LineFaults.silentlyDropped(), AnswerFaults.truncated(), AnswerFaults.older());
        apart = Suite.together(faults.stream().map(fault -> fault.lasting(1)).toList(), fault -> Trial.of(rig, fault));
    }

    @AfterAll
    static void stop() {
        if (rig != null) {
            rig.close();
        }
    }

    @Test
    void a_server_that_is_killed_loses_nothing() {
        assertKept(ServerFaults.killedOne().lasting(1));
    }

    @Test
    void a_database_that_is_killed_loses_nothing() {
        assertKept(DatabaseFaults.restarted().lasting(1));
    }

    @Test
    void a_line_that_falls_silent_is_noticed() {
        assertKept(apart.get(0));
    }

    @Test
    void a_corrupt_ruleset_changes_nothing() {
        assertKept(apart.get(1));
    }

    @Test
    void an_older_revision_is_not_followed() {
        assertKept(apart.get(2));
    }

    @Test
    void two_servers_with_different_revisions_confuse_nobody() {
        assertKept(ServerFaults.twoServersBehindOneAddress().lasting(3));
    }

    private static void assertKept(Fault fault) {
        assertKept(Trial.of(rig, fault));
    }

    private static void assertKept(Finding finding) {
        String told = new Table(List.of(finding)).forTerminal();
        assertThat(finding.injected()).as(told).isTrue();
        assertThat(finding.kept()).as(told).isTrue();
    }
}
