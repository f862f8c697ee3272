package dev.banyan.server.web.frame;

import dev.banyan.server.notification.NoticeMarks;
import dev.banyan.server.notification.Notices;
import dev.banyan.server.web.kit.BellView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** The bells of open pages. */
@ApplicationScoped
class Bells {
    private final Notices notices;
    private final NoticeMarks marks;

    Bells(Notices notices, NoticeMarks marks) {
        this.notices = notices;
        this.marks = marks;
    }

    /** The bell of one page, which counts again only when there is something else to count. Used by one thread at a time. */
    Supplier<String> of(String project, String viewer) {
        return new Supplier<>() {
            private String counted;
            private String markup;

            @Override
            public String get() {
                String mark = marks.of(project);
                if (!mark.equals(counted)) {
                    markup = FrameParts.bell(new BellView(notices.unread(project, viewer)));
                    counted = mark;
                }
                return markup;
            }
        };
    }
}
