package dev.banyan.server.plan.calendar;

import dev.banyan.server.problem.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A calendar as it is stored and shown.
 *
 * @param workingHours by day, monday to sunday
 */
public record CalendarSpec(
        String timeZone, Map<String, List<Span>> workingHours, List<Freeze> freezes, List<Weekly> recurring) {

    /** No limits. */
    public static final CalendarSpec OPEN = new CalendarSpec("UTC", Map.of(), List.of(), List.of());

    public record Span(
            @NotNull @Schema(examples = "09:00") LocalTime from,

            @NotNull @Schema(examples = "17:00", description = "00:00 is the end of the day.")
            LocalTime to) {}

    /** Once, in the calendar's time zone. */
    public record Freeze(
            @NotBlank @Size(max = 100) String name,
            @NotNull LocalDateTime from,
            @NotNull LocalDateTime to) {}

    /** Every week, such as on Fridays after 15:00. */
    public record Weekly(
            @NotBlank @Size(max = 100) String name,
            @NotEmpty List<@NotBlank String> days,
            @NotNull LocalTime from,
            @NotNull LocalTime to) {}

    public CalendarSpec {
        workingHours = Objects.requireNonNullElse(workingHours, Map.of());
        freezes = Objects.requireNonNullElse(freezes, List.of());
        recurring = Objects.requireNonNullElse(recurring, List.of());
    }

    /** @throws Problem that names the field when it makes no sense */
    public Calendar calendar() {
        Map<DayOfWeek, List<Calendar.Hours>> hours = new EnumMap<>(DayOfWeek.class);
        workingHours.forEach((day, spans) -> hours.put(day(day, "workingHours." + day), hours(day, spans)));
        return new Calendar(
                zone(),
                hours,
                IntStream.range(0, freezes.size()).mapToObj(this::freeze).toList(),
                IntStream.range(0, recurring.size()).mapToObj(this::weekly).toList());
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException unknown) {
            throw Problem.badField(
                    "timeZone", "There is no time zone " + timeZone + ".", "Use a name such as Europe/Berlin or UTC.");
        }
    }

    private static List<Calendar.Hours> hours(String day, List<Span> spans) {
        return IntStream.range(0, spans.size())
                .mapToObj(i -> hours(spans.get(i), "workingHours." + day + "[" + i + "].to"))
                .toList();
    }

    private static Calendar.Hours hours(Span span, String field) {
        requireOrder(span.from(), span.to(), field);
        return new Calendar.Hours(span.from(), span.to());
    }

    private Calendar.Freeze freeze(int index) {
        Freeze freeze = freezes.get(index);
        if (!freeze.from().isBefore(freeze.to())) {
            throw Problem.badField(
                    "freezes[" + index + "].to", "The freeze ends before it begins.", "Enter a later end.");
        }
        return new Calendar.Freeze(freeze.name(), freeze.from(), freeze.to());
    }

    private Calendar.WeeklyFreeze weekly(int index) {
        Weekly weekly = recurring.get(index);
        String field = "recurring[" + index + "]";
        requireOrder(weekly.from(), weekly.to(), field + ".to");
        EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        weekly.days().forEach(each -> days.add(day(each, field + ".days")));
        return new Calendar.WeeklyFreeze(weekly.name(), days, weekly.from(), weekly.to());
    }

    private static DayOfWeek day(String name, String field) {
        try {
            return DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Problem.badField(field, "There is no day " + name + ".", "Use monday, tuesday … sunday.");
        }
    }

    private static void requireOrder(LocalTime from, LocalTime to, String field) {
        if (!from.isBefore(to) && !to.equals(LocalTime.MIDNIGHT)) {
            throw Problem.badField(
                    field,
                    "It ends at " + to + ", not after " + from + ".",
                    "Enter a later end; 00:00 is the end of the day. What goes over midnight takes two entries.");
        }
    }
}
