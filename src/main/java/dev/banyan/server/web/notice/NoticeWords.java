package dev.banyan.server.web.notice;

import dev.banyan.server.notification.Kind;
import dev.banyan.server.notification.Notice;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Moment;
import java.time.Instant;

/** A notice as a page shows it. */
public final class NoticeWords {
    private static final String GUARD = "guard:";

    private final String project;
    private final Instant now;
    private final long readUntil;

    NoticeWords(String project, Instant now, long readUntil) {
        this.project = project;
        this.now = now;
        this.readUntil = readUntil;
    }

    NoticesView.Row row(Notice notice) {
        EnvironmentAddress address = new EnvironmentAddress(project, notice.environment());
        return NoticesViewRowBuilder.builder()
                .title(title(notice.kind()))
                .icon(icon(notice.kind()))
                .alarming(alarming(notice.kind()))
                .unread(notice.id() > readUntil)
                .environment(notice.environment())
                .routes(notice.routes().stream()
                        .map(route ->
                                new NoticesView.Link(route, address.route(route).page()))
                        .toList())
                .words(notice.words())
                .at(new Moment(notice.at(), now))
                .evidence(evidence(notice, address))
                .build();
    }

    private static String evidence(Notice notice, EnvironmentAddress address) {
        return notice.source().startsWith(GUARD) && notice.routes().size() == 1
                ? address.route(notice.routes().get(0)).page() + "/decisions/"
                        + notice.source().substring(GUARD.length())
                : null;
    }

    static String title(Kind kind) {
        return switch (kind) {
            case GUARD_ROLLED_BACK -> "Rolled back by a guardrail";
            case GUARD_PAUSED -> "Paused by a guardrail";
            case GUARD_TOLD -> "A guardrail noticed something";
            case PLAN_STEPPED -> "Plan moved on";
            case PLAN_WAITS_FOR_APPROVAL -> "Plan waits for approval";
            case PLAN_PAUSED -> "Plan paused";
            case PLAN_FINISHED -> "Plan finished";
            case PACED_ROLLBACK_FINISHED -> "Rollback finished";
            case EMERGENCY_RECORDED -> "Emergency rollback recorded";
            case GUARD_BLIND -> "The guard is blind";
            case GUARD_SEES -> "The guard sees again";
            case MEASUREMENTS_SET_ASIDE -> "Measurements set aside";
        };
    }

    private static String icon(Kind kind) {
        return switch (kind) {
            case GUARD_ROLLED_BACK, PACED_ROLLBACK_FINISHED, EMERGENCY_RECORDED -> "rollback";
            case GUARD_PAUSED, GUARD_TOLD, PLAN_PAUSED, GUARD_BLIND, MEASUREMENTS_SET_ASIDE -> "alert";
            case PLAN_WAITS_FOR_APPROVAL -> "clock";
            case PLAN_FINISHED, GUARD_SEES -> "check";
            case PLAN_STEPPED -> "forward";
        };
    }

    private static boolean alarming(Kind kind) {
        return kind == Kind.GUARD_ROLLED_BACK || kind == Kind.GUARD_PAUSED || kind == Kind.GUARD_BLIND;
    }
}
