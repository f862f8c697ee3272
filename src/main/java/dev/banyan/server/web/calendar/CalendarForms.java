package dev.banyan.server.web.calendar;

import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.calendar.CalendarForm.Day;
import dev.banyan.server.web.calendar.CalendarForm.Freeze;
import dev.banyan.server.web.calendar.CalendarForm.Hours;
import dev.banyan.server.web.calendar.CalendarForm.Weekly;
import dev.banyan.server.web.kit.FieldRefusal;
import dev.banyan.server.web.kit.Sentences;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes the form of a calendar.
 *
 * @param may whether the viewer may change it
 * @param guarded whether it holds for a protected environment
 */
record CalendarForms(String address, String csrf, boolean may, boolean guarded) {

    /** As the calendar stands. */
    CalendarForm fresh(long version, CalendarEntry entry) {
        return new Filled(entry, null).form(this, version, null, false);
    }

    /** As it was entered, to go on with. */
    CalendarForm going(long version, CalendarEntry entry) {
        return new Filled(entry, null).form(this, version, null, true);
    }

    /** As it was entered, with what is wrong. */
    CalendarForm filled(long version, CalendarEntry entry, Problem refused) {
        return new Filled(entry, refused).form(this, version, null, true);
    }

    /** As it was entered, for whoever was slower: to be sent again, or not. */
    CalendarForm behind(long version, CalendarEntry entry, FieldRefusal faster) {
        return new Filled(entry, null).form(this, version, faster, true);
    }

    /** @param refused null for none */
    private record Filled(CalendarEntry entry, Problem refused) {

        CalendarForm form(CalendarForms forms, long version, FieldRefusal faster, boolean open) {
            return CalendarFormBuilder.builder()
                    .address(forms.address)
                    .csrf(forms.csrf)
                    .may(forms.may)
                    .version(version)
                    .zone(entry.text("timeZone"))
                    .zoneRefused(at("timeZone"))
                    .anyHour(entry.anyHour())
                    .hours(CalendarEntry.DAYS.stream().map(this::hours).toList())
                    .hoursRefused(at("workingHours"))
                    .weekly(IntStream.range(0, entry.rows(CalendarEntry.WEEKLY))
                            .mapToObj(this::weekly)
                            .toList())
                    .freezes(IntStream.range(0, entry.rows(CalendarEntry.FREEZE))
                            .mapToObj(this::freeze)
                            .toList())
                    .reasonNeeded(forms.guarded)
                    .reason(entry.text("reason"))
                    .refused(faster == null ? elsewhere() : faster)
                    .reasonRefused(at("reason"))
                    .open(open)
                    .build();
        }

        private Hours hours(String day) {
            return new Hours(day, Sentences.capital(day), entry.text("hours." + day), under("workingHours." + day));
        }

        private Weekly weekly(int row) {
            String field = "recurring[" + row + "]";
            FieldRefusal days = at(field + ".days");
            return CalendarFormWeeklyBuilder.builder()
                    .index(row)
                    .name(entry.text(CalendarEntry.WEEKLY, row, "name"))
                    .days(CalendarEntry.DAYS.stream()
                            .map(day -> new Day(day, Sentences.capital(day).substring(0, 3), entry.ticked(row, day)))
                            .toList())
                    .from(entry.text(CalendarEntry.WEEKLY, row, "from"))
                    .to(entry.text(CalendarEntry.WEEKLY, row, "to"))
                    .daysRefused(days)
                    .refused(days == null ? under(field) : null)
                    .build();
        }

        private Freeze freeze(int row) {
            return new Freeze(
                    row,
                    entry.text(CalendarEntry.FREEZE, row, "name"),
                    entry.text(CalendarEntry.FREEZE, row, "from"),
                    entry.text(CalendarEntry.FREEZE, row, "to"),
                    under("freezes[" + row + "]"));
        }

        private FieldRefusal at(String field) {
            return refused(refused != null && field().equals(field));
        }

        private FieldRefusal under(String field) {
            return refused(refused != null && field().startsWith(field));
        }

        /** What is wrong, but with no field of the form. */
        private FieldRefusal elsewhere() {
            return refused(refused != null
                    && !field().matches("(timeZone|reason|workingHours.*|recurring\\[.*|freezes\\[.*)"));
        }

        private String field() {
            return refused.field().orElse("");
        }

        private FieldRefusal refused(boolean here) {
            return here
                    ? new FieldRefusal(
                            Optional.ofNullable(refused.getMessage()).orElse(refused.title()),
                            refused.remedy().orElse(""))
                    : null;
        }
    }
}
