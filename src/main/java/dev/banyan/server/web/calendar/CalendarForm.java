package dev.banyan.server.web.calendar;

import dev.banyan.server.web.kit.FieldRefusal;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * The form of a calendar. Texts are as the user typed them, so that a refused form comes back unchanged.
 *
 * @param address where it is sent
 * @param may whether the viewer may change it
 * @param version of the calendar that it is about
 * @param zoneRefused what is wrong with the time zone, or null
 * @param anyHour whether there are no working hours
 * @param hours a field for each day
 * @param reasonNeeded a protected environment asks why
 * @param refused why nothing was changed where no field is to blame, or null
 * @param open whether somebody is in the middle of it
 */
@RecordBuilder
public record CalendarForm(
        String address,
        String csrf,
        boolean may,
        long version,
        String zone,
        FieldRefusal zoneRefused,
        boolean anyHour,
        List<Hours> hours,
        FieldRefusal hoursRefused,
        List<Weekly> weekly,
        List<Freeze> freezes,
        boolean reasonNeeded,
        String reason,
        FieldRefusal refused,
        FieldRefusal reasonRefused,
        boolean open) {

    /** @param value "09:00–12:00, 13:00–17:00"; empty for a day that is closed */
    public record Hours(String day, String label, String value, FieldRefusal refused) {}

    /** What is closed every week. */
    @RecordBuilder
    public record Weekly(
            int index,
            String name,
            List<Day> days,
            String from,
            String to,
            FieldRefusal daysRefused,
            FieldRefusal refused) {}

    public record Day(String day, String label, boolean ticked) {}

    /** What is closed once. */
    public record Freeze(int index, String name, String from, String to, FieldRefusal refused) {}
}
