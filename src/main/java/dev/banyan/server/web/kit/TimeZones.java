package dev.banyan.server.web.kit;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** The time zones that people choose from; others can be typed. */
public final class TimeZones {
    public static final List<String> ALL = Stream.concat(
                    Stream.of("UTC"),
                    ZoneId.getAvailableZoneIds().stream()
                            .filter(zone -> zone.matches(
                                    "(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
                            .sorted())
            .toList();

    private TimeZones() {}
}
