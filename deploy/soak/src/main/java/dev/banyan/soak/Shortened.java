package dev.banyan.soak;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of servers that live a hundred times as fast: what takes minutes, hours and days of a real server takes seconds here. What takes
 * seconds anyway stays, and so does what is counted by the calendar.
 */
final class Shortened {
    private static final Map<String, String> SETTINGS = settings();

    private Shortened() {}

    static List<String> javaOptions() {
        return SETTINGS.entrySet().stream()
                .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
                .toList();
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        // Half of it at least, and an SDK takes what ends within ten seconds for a fault.
        settings.put("banyan.delivery.stream-lifetime", "24s");
        settings.put("banyan.delivery.heartbeat", "1s");
        settings.put("banyan.delivery.delta-history", "1h");
        settings.put("banyan.delivery.gone-remembered", "36s");
        settings.put("banyan.delivery.instances-kept", "60s");
        settings.put("banyan.delivery.acknowledgements-kept", "60s");
        settings.put("banyan.delivery.forget-interval", "6s");
        settings.put("banyan.delivery.drain", "1s");
        settings.put("banyan.health.seconds-kept", "36s");
        settings.put("banyan.health.minutes-kept", "2m");
        settings.put("banyan.health.forget-interval", "1s");
        settings.put("banyan.guard.seconds-kept", "1m");
        settings.put("banyan.guard.forget-interval", "1s");
        settings.put("banyan.notification.keep", "60s");
        settings.put("banyan.notification.forget-interval", "6s");
        settings.put("banyan.retirement.look-interval", "3s");
        settings.put("banyan.access.token-lifetime", "9s");
        settings.put("banyan.access.session-idle", "40s");
        settings.put("banyan.access.session-lifetime", "60s");
        settings.put("banyan.access.forget-interval", "6s");
        settings.put("banyan.pages.stream-lifetime", "2s");
        settings.put("quarkus.datasource.jdbc.idle-removal-interval", "3s");
        settings.put("quarkus.datasource.jdbc.max-lifetime", "60s");
        settings.put("quarkus.datasource.delivery.jdbc.idle-removal-interval", "3s");
        return settings;
    }
}
