package dev.banyan.bench.guard.live;

import dev.banyan.bench.page.Figures;
import dev.banyan.bench.page.Machine;
import dev.banyan.harness.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Lets a new side fail for real, again and again, by different shares of its requests. */
public final class LiveRun {
    /** Of the requests on new; the errors that are to be found fast first. */
    static final double[] SHARES = {0.5, 0.05, 0.02};

    private static final int[] ROUNDS = {9, 5, 5};
    private static final int[] QUICK_ROUNDS = {2, 1, 1};
    /** Kept, because the JDK forgets the level of a logger that nobody holds. */
    private static final Logger SDK_LOG = Logger.getLogger("dev.banyan.sdk");

    private LiveRun() {}

    /** Takes about half a minute for each incident. */
    public static Figures measure(Path jar, Path directory, boolean quick) throws IOException {
        SDK_LOG.setLevel(Level.OFF);
        Directories.delete(directory);
        Files.createDirectories(directory);
        Figures figures = new Figures();
        long start = System.nanoTime();
        try (Incidents incidents = Incidents.prepare(jar.toAbsolutePath(), directory.toAbsolutePath())) {
            for (int i = 0; i < SHARES.length; i++) {
                put(figures, SHARES[i], happen(incidents, SHARES[i], (quick ? QUICK_ROUNDS : ROUNDS)[i]));
            }
        }
        figures.put("live.seconds", (System.nanoTime() - start) / 1e9);
        figures.put("live.date", LocalDate.now().toString());
        figures.put("live.machine", Machine.describe());
        return figures;
    }

    private static List<Incident> happen(Incidents incidents, double share, int rounds) {
        List<Incident> happened = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            Incident incident = incidents.happen(share);
            System.out.printf(
                    Locale.ROOT,
                    "new fails %.0f %%: taken back after %,.0f ms and %d bad answers%n",
                    share * 100,
                    incident.millis(),
                    incident.badAnswers());
            happened.add(incident);
        }
        return happened;
    }

    private static void put(Figures figures, double share, List<Incident> incidents) {
        double[] millis =
                incidents.stream().mapToDouble(Incident::millis).sorted().toArray();
        double[] bad =
                incidents.stream().mapToDouble(Incident::badAnswers).sorted().toArray();
        figures.put(figure(share) + ".rounds", millis.length);
        figures.put(figure(share) + ".millis.median", millis[millis.length / 2]);
        figures.put(figure(share) + ".millis.worst", millis[millis.length - 1]);
        figures.put(figure(share) + ".bad.median", bad[bad.length / 2]);
        figures.put(figure(share) + ".bad.worst", bad[bad.length - 1]);
    }

    static String figure(double share) {
        return "live." + Math.round(share * 100);
    }
}
