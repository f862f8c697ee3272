package dev.banyan.chaos;

import dev.banyan.chaos.Fault.Act;
import dev.banyan.chaos.Fault.Way;
import dev.banyan.harness.Directories;
import dev.banyan.harness.RunFailure;
import dev.banyan.harness.Waiting;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What happens to PostgreSQL. */
final class DatabaseFaults {

    private static final Duration LASTS = Duration.ofSeconds(8);
    private static final Duration OFTEN = Duration.ofMillis(100);
    /** A server that follows a restored database by itself does so well within this. */
    private static final Duration BY_ITSELF = Duration.ofSeconds(15);

    private DatabaseFaults() {}

    static List<Fault> all() {
        return List.of(
                fault(
                        "PostgreSQL stopped, started again",
                        site -> site.rig().postgres().stop(),
                        site -> site.rig().postgres().start()),
                restarted(),
                fault(
                        "PostgreSQL frozen (SIGSTOP), continued",
                        site -> site.rig().postgres().freeze(),
                        site -> site.rig().postgres().thaw()),
                fault("PostgreSQL out of connections", DatabaseFaults::exhaust, DatabaseFaults::release),
                fault("long lock on the environment's row", DatabaseFaults::lock, DatabaseFaults::release),
                EmergencyFault.whileStopped(),
                restored());
    }

    /** Killed, so that it has to recover. */
    static Fault restarted() {
        return new Fault(
                "PostgreSQL killed (-9), recovers",
                Way.REPLICAS,
                false,
                true,
                Duration.ofSeconds(3),
                site -> {
                    site.rig().postgres().kill();
                    site.rig().postgres().start();
                },
                site -> {},
                site -> true);
    }

    /** A change is asked for while it lasts, and must not be possible. */
    private static Fault fault(String name, Act strike, Act heal) {
        return new Fault(
                name,
                Way.REPLICAS,
                false,
                false,
                LASTS,
                site -> {
                    strike.on(site);
                    site.askForChange();
                },
                site -> {
                    boolean noFault = site.changedAlready();
                    heal.on(site);
                    site.awaitChange();
                    if (noFault) {
                        throw new RunFailure("a change was possible under it");
                    }
                },
                site -> true);
    }

    private static Fault restored() {
        return new Fault(
                "database restored from an hour ago",
                Way.REPLICAS,
                false,
                false,
                Duration.ofSeconds(2),
                site -> {
                    Path backup = site.rig().directory().resolve("backup");
                    site.rig().postgres().stop();
                    site.rig().postgres().copyTo(backup);
                    site.rig().postgres().start();
                    for (int i = 0; i < 4; i++) {
                        site.plane().commitAtLast();
                    }
                },
                DatabaseFaults::restore,
                site -> true);
    }

    private static void restore(Site site) {
        Path backup = site.rig().directory().resolve("backup");
        String before = site.plane().truth().epoch();
        site.rig().postgres().stop();
        site.rig().postgres().restoreFrom(backup);
        Directories.delete(backup);
        site.rig().postgres().start();
        site.plane().undone();
        boolean byItself = Waiting.within(BY_ITSELF, OFTEN, () -> !before.equals(epoch(site)));
        site.remark(byItself ? "new epoch by itself" : "new epoch by hand, as documented");
        if (!byItself) {
            site.rig().replicas().forEach(replica -> replica.server().stop());
            site.rig().run("update environment set epoch = gen_random_uuid()::text");
            site.rig().replicas().forEach(replica -> replica.server().startAgain());
            site.rig().replicas().forEach(replica -> replica.server().awaitReady());
        }
    }

    private static String epoch(Site site) {
        return site.rig()
                .ask("select epoch from environment where id = " + site.plane().id());
    }

    /** Takes all connections that the server's role may have, those of the servers too. */
    private static void exhaust(Site site) throws SQLException {
        List<Connection> taken = new ArrayList<>();
        site.keep(() -> closeAll(taken));
        for (int round = 0; round < 3; round++) {
            site.rig().run("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'banyan'");
            takeAll(site, taken);
        }
    }

    private static void takeAll(Site site, List<Connection> taken) {
        try {
            while (true) {
                taken.add(site.rig().postgres().connectAsApplication());
            }
        } catch (SQLException noMore) {
            // That is what was wanted.
        }
    }

    private static void lock(Site site) throws SQLException {
        Connection connection = site.keep(site.rig().postgres().connect());
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "select 1 from environment where id = " + site.plane().id() + " for update");
        }
    }

    private static void release(Site site) throws Exception {
        site.letGo();
    }

    private static void closeAll(List<Connection> connections) throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
