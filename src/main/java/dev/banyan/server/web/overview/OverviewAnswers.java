package dev.banyan.server.web.overview;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.web.frame.FrameParts;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.frame.PageAnswers;
import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.ConfirmationDialog;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.report.ReportReader;
import dev.banyan.server.web.traffic.EnvironmentTrafficReader;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** The overview as a page, and the answers to its buttons. */
@RequestScoped
class OverviewAnswers {
    private final PageAnswers answers;
    private final Environments environments;
    private final OverviewReader reader;
    private final ReportReader reports;
    private final EnvironmentTrafficReader past;
    private final Frames frames;
    private final Clock clock;

    OverviewAnswers(
            PageAnswers answers,
            Environments environments,
            OverviewReader reader,
            ReportReader reports,
            EnvironmentTrafficReader past,
            Frames frames,
            Clock clock) {
        this.answers = answers;
        this.environments = environments;
        this.reader = reader;
        this.reports = reports;
        this.past = past;
        this.frames = frames;
        this.clock = clock;
    }

    /**
     * @param wanted what is looked for; empty for all
     * @param confirmation what is asked before it is done, or null
     */
    TemplateInstance page(EnvironmentAddress address, String wanted, ConfirmationDialog confirmation) {
        EnvironmentScope scope = environments.scope(address.project(), address.environment());
        SummaryView summary = summary(address);
        Layout layout = frames.inEnvironment(
                        address.project(), environments.get(address.project(), address.environment()))
                .asking(confirmation);
        return OverviewPages.Templates.overview(OverviewViewBuilder.builder()
                .layout(layout)
                .summary(summary)
                .glance(past.glance(address, scope, clock.instant()))
                .rows(matching(summary.rows(), wanted))
                .drift(reports.drift(scope))
                .search(wanted)
                .build());
    }

    Response done(EnvironmentAddress address, ActionNotice notice) {
        return answers.done(address.page(), () -> {
            SummaryView summary = summary(address);
            return FrameParts.notice(notice)
                    + FrameParts.confirmation(null)
                    + OverviewParts.summary(summary)
                    + OverviewParts.rows(summary.rows());
        });
    }

    Response ask(int status, EnvironmentAddress address, ConfirmationDialog confirmation) {
        return answers.show(status, () -> FrameParts.confirmation(confirmation), () -> page(address, "", confirmation));
    }

    SummaryView summary(EnvironmentAddress address) {
        return reader.read(address, frames.permit(address.project()));
    }

    private static List<RouteRow> matching(List<RouteRow> rows, String search) {
        String[] words = search.toLowerCase(Locale.ROOT).split("\\s+");
        return rows.stream()
                .filter(row -> List.of(words).stream()
                        .allMatch(word -> row.head().searchText().contains(word)))
                .toList();
    }
}
