package dev.banyan.server.problem;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an error of PostgreSQL means for whoever asked. Every state of the classes 08, 25, 53, 57 and 58 has its place here, and those of
 * other classes that pass by themselves; all else is a fault of ours. A rollback is taken without the database in all four.
 */
enum DatabaseFault {
    /** There is no connection, or none for us. {@code DatabaseWatch} sees it too, and says so. */
    GONE("08000 08001 08003 08004 08006 08007 08P01 28000 28P01 3D000 53300 57P01 57P02 57P03 57P04 57P05"),

    /** It answers, and cannot do what it is told: no disk, no memory, no changes, or its files are damaged. */
    FAILING("25006 53000 53100 53200 53400 57000 58000 58030 58P01 58P02 58P03 XX000 XX001 XX002"),

    /** It gave up on this one: somebody else held what it needs, it took too long, or somebody stopped it. */
    BUSY("25P03 25P04 40001 40003 40P01 55P03 57014"),

    /** Trying again will not help. The rest of class 25: we used transactions wrongly. */
    OURS("25000 25001 25002 25003 25004 25005 25007 25008 25P01 25P02");

    private static final Map<String, DatabaseFault> BY_STATE = Stream.of(values())
            .flatMap(fault -> fault.states.stream().map(state -> Map.entry(state, fault)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Map<String, String> WHY = Map.of(
            "25006", "it takes no changes",
            "53100", "its disk is full",
            "53200", "it has no memory left",
            "53400", "a limit of its configuration is reached",
            "58030", "its disk fails");

    private final Set<String> states;

    DatabaseFault(String states) {
        this.states = Set.of(states.split(" "));
    }

    /** The states that are known to mean this. */
    Set<String> states() {
        return states;
    }

    static DatabaseFault of(SQLException thrown) {
        String state = thrown.getSQLState();
        if (state == null) {
            return fromPool(thrown) ? GONE : OURS;
        }
        // A later PostgreSQL may know more of them than we do: of a class that stands for one thing they are more of
        // that thing.
        return BY_STATE.getOrDefault(state, ofClass(state));
    }

    private static DatabaseFault ofClass(String state) {
        if (state.startsWith("08") || state.startsWith("57P")) {
            return GONE;
        }
        return state.startsWith("53") || state.startsWith("58") ? FAILING : OURS;
    }

    /** The pool gives no state when all its connections stayed busy or dead for the whole waiting time. */
    private static boolean fromPool(SQLException thrown) {
        return thrown.getMessage() != null
                && thrown.getMessage().toLowerCase(Locale.ROOT).contains("acquisition timeout");
    }

    /** What a failing database lacks, in words that may leave the house: its own message may name files and data. */
    static String why(SQLException thrown) {
        return WHY.getOrDefault(String.valueOf(thrown.getSQLState()), "it reports error " + thrown.getSQLState());
    }
}
