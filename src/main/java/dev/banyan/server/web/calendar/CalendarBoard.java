package dev.banyan.server.web.calendar;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * When plans may move in the coming week, and what says so.
 *
 * @param tried whether it is what was typed and not saved yet
 * @param open whether plans may move now
 * @param words since when or until when
 * @param zone by whose clock
 * @param set what is set, one line each
 */
@RecordBuilder
public record CalendarBoard(boolean tried, boolean open, String words, String zone, List<Day> days, List<String> set) {

    /**
     * @param label "Mon 2 Mar"
     * @param hours "09:00–17:00", "All day" or "Closed"
     * @param frozen what freezes it, and when; empty for nothing
     * @param clock what happens to the clock on that day, or null
     * @param now minutes since midnight on the first day, null on the others
     */
    @RecordBuilder
    public record Day(String label, String hours, List<String> frozen, String clock, List<Bar> bars, Integer now) {
        public boolean closed() {
            return bars.isEmpty();
        }
    }

    /** In minutes since midnight, as the clock on the wall shows them. */
    public record Bar(int from, int minutes) {}
}
