package dev.banyan.server.connection;

import java.util.Locale;

/** Why a connection was closed by us. */
enum Reason {
    /** The headers of a request did not come to their end. */
    HEAD,
    /** Answered, and silent since. */
    SILENT,
    /** What was sent was not read. */
    UNREAD,
    /** One address had too many on which nobody had said who they are. */
    CROWD,
    /** There were as many as can be borne. */
    ROOM;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
