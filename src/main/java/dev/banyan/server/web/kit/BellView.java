package dev.banyan.server.web.kit;

import dev.banyan.server.notification.Notices;

/**
 * What stands on the bell.
 *
 * @param unread how many notices of the project the viewer has not read
 */
public record BellView(int unread) {

    public boolean rings() {
        return unread > 0;
    }

    /** What is beyond is not counted. */
    public String text() {
        return unread >= Notices.MOST_COUNTED ? (Notices.MOST_COUNTED - 1) + "+" : String.valueOf(unread);
    }
}
