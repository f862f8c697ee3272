package dev.banyan.server.web.notice;

import static dev.banyan.server.web.preview.Samples.NOW;

import dev.banyan.server.notification.Kind;
import dev.banyan.server.notification.Notice;
import dev.banyan.server.notification.NoticeBuilder;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Layout.Section;
import dev.banyan.server.web.preview.SamplePages;
import dev.banyan.server.web.preview.Samples;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has happened meanwhile. */
public final class SampleNotices {
    private SampleNotices() {}

    public static Map<String, SamplePages.Sample> all() {
        Map<String, SamplePages.Sample> all = new LinkedHashMap<>();
        all.put("notices", notices(decisions()));
        all.put("notices-empty", notices(List.of()));
        return all;
    }

    private static SamplePages.Sample notices(List<Notice> notices) {
        Layout plain = Samples.layout("Notices", Section.NOTICES, null);
        Layout layout = new Layout(
                plain.title(), plain.assets(), plain.viewer(), plain.place().unread(notices.size()), null);
        NoticeWords words = new NoticeWords("shop", NOW, 1);
        NoticesView view = NoticesViewBuilder.builder()
                .layout(layout)
                .rows(notices.stream().map(words::row).toList())
                .newest(notices.size())
                .read(notices.isEmpty() ? null : "/projects/shop/notices/read")
                .csrf("csrf-token")
                .older(notices.isEmpty() ? null : "/projects/shop/notices?after=1")
                .first(null)
                .build();
        return new SamplePages.Sample("web/notice/notices", Map.of("view", view));
    }

    private static List<Notice> decisions() {
        return List.of(
                notice(
                        4,
                        Kind.GUARD_ROLLED_BACK,
                        "guard:17",
                        List.of("orders.get"),
                        "Errors on new 4.8 %, on legacy 0.1 %, over 1,240 requests.",
                        2),
                notice(
                        3,
                        Kind.PLAN_WAITS_FOR_APPROVAL,
                        "plan:3",
                        List.of("orders.list", "orders.search"),
                        "The step to 50 % needs somebody's approval.",
                        70),
                notice(
                        2,
                        Kind.PACED_ROLLBACK_FINISHED,
                        "pace:1",
                        List.of("customers.update"),
                        "The rollback that tom began over 60 s has returned everybody to legacy.",
                        300),
                notice(
                        1,
                        Kind.EMERGENCY_RECORDED,
                        "emergency:1",
                        List.of(),
                        "The rollback that oncall took while the database was away is recorded now.",
                        9_000));
    }

    private static Notice notice(long id, Kind kind, String source, List<String> routes, String words, long minutes) {
        return NoticeBuilder.builder()
                .id(id)
                .environment("production")
                .kind(kind)
                .source(source)
                .routes(routes)
                .words(words)
                .at(NOW.minus(Duration.ofMinutes(minutes)))
                .build();
    }
}
