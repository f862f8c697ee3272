package dev.banyan.sdk;

import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeSet;

/** Another process: gets its rules, says which threads live, and ends. */
final class BareJvm {
    private BareJvm() {}

    public static void main(String[] arguments) {
        System.out.println("module java.logging: "
                + ModuleLayer.boot().findModule("java.logging").isPresent());
        try (Banyan banyan = Banyan.builder()
                .url(arguments[0])
                .sdkKey(Scenario.KEY)
                .application("shop")
                .cacheDirectory(Path.of(arguments[1]))
                .build()) {
            banyan.awaitReady(Duration.ofSeconds(60));
            System.out.println("revision " + banyan.status().revision());
            TreeSet<String> threads = new TreeSet<>();
            Thread.getAllStackTraces().keySet().forEach(thread -> threads.add(thread.getName()));
            threads.removeIf(name -> !name.startsWith("banyan-"));
            System.out.println(threads);
        }
    }
}
