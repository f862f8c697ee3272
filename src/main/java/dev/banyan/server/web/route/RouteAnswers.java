package dev.banyan.server.web.route;

import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.arrival.ArrivalParts;
import dev.banyan.server.web.flag.FlagPanel;
import dev.banyan.server.web.flag.FlagParts;
import dev.banyan.server.web.frame.FrameParts;
import dev.banyan.server.web.frame.PageAnswers;
import dev.banyan.server.web.guard.GuardParts;
import dev.banyan.server.web.history.HistoryParts;
import dev.banyan.server.web.history.HistoryView;
import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.PreviewView;
import dev.banyan.server.web.kit.RefusedField;
import dev.banyan.server.web.kit.RouteAddress;
import dev.banyan.server.web.overview.OverviewParts;
import dev.banyan.server.web.overview.OverviewReader;
import dev.banyan.server.web.overview.SummaryView;
import dev.banyan.server.web.report.ReportParts;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers to the forms of a route: pieces to patch in for pages with scripts, a page or a redirection for those without. */
@RequestScoped
class RouteAnswers {
    /** Renders the whole page. */
    interface Page {
        TemplateInstance of(RoutePicture picture, RolloutForm form, ActionNotice notice);
    }

    private final HttpServerRequest request;
    private final PageAnswers answers;
    private final OverviewReader overview;

    RouteAnswers(HttpServerRequest request, PageAnswers answers, OverviewReader overview) {
        this.request = request;
        this.answers = answers;
        this.overview = overview;
    }

    Response done(RoutePicture picture, ActionNotice outcome) {
        return answers.done(back(picture), () -> pieces(picture, RolloutForms.fresh(picture), outcome));
    }

    Response notice(RoutePicture picture, ActionNotice notice, int status, Page page) {
        RolloutForm form = RolloutForms.fresh(picture);
        return answers.show(status, () -> pieces(picture, form, notice), () -> page.of(picture, form, notice));
    }

    /** The form comes back as it was filled in, with what is wrong. */
    Response refused(RoutePicture picture, RolloutForms.Entry entry, Problem refused, Page page) {
        RolloutForm form = RolloutForms.filled(
                picture, entry, PreviewView.refused(refused), error(refused), conflict(picture, entry, refused));
        return answers.show(refused.status(), () -> pieces(picture, form, null), () -> page.of(picture, form, null));
    }

    /** The form comes back with the box to tick. */
    Response toConfirm(RoutePicture picture, RolloutForms.Entry entry, PreviewView preview, Page page) {
        RolloutForm form = RolloutForms.filled(picture, entry, preview, RefusedField.toConfirm(), null);
        return answers.show(409, () -> pieces(picture, form, null), () -> page.of(picture, form, null));
    }

    Response judgedAnew(RoutePicture picture) {
        ActionNotice outcome = ActionNotice.done(
                "Judged anew.", "What was found is set aside; the guardrails look again from now on.");
        return answers.done(back(picture), () -> FrameParts.notice(outcome) + GuardParts.guard(picture.guard()));
    }

    Response settingsSaved(RoutePicture picture) {
        SettingsForm form = SettingsForms.fresh(picture);
        ActionNotice outcome = ActionNotice.done("Saved.", form.breaker());
        return answers.done(
                back(picture),
                () -> FrameParts.notice(outcome)
                        + RouteParts.settings(form)
                        + ArrivalParts.instances(picture.instances(), picture.drill())
                        + HistoryParts.history(picture.history()));
    }

    /** The form comes back as it was filled in, with what is wrong. */
    Response settingsRefused(int status, SettingsForm form, Supplier<TemplateInstance> page) {
        return answers.show(status, () -> FrameParts.notice(null) + RouteParts.settings(form), page);
    }

    private static RefusedField error(Problem refused) {
        if (refused.status() == 412) {
            return null;
        }
        String field = refused.field().orElse("");
        return new RefusedField(
                field.equals("to") || field.equals("from") ? "pair" : field,
                refused.getMessage(),
                refused.remedy().orElse(""));
    }

    private static RolloutForm.Conflict conflict(RoutePicture picture, RolloutForms.Entry entry, Problem refused) {
        if (refused.status() != 412) {
            return null;
        }
        // A drill gets into nobody's way.
        HistoryView.Change newest = picture.history().changes().stream()
                .filter(change -> change.kind() != HistoryView.Kind.DRILLED)
                .findFirst()
                .orElseThrow();
        return new RolloutForm.Conflict(
                newest.actor(),
                newest.at(),
                RolloutForms.now(picture.shown(), entry.cohort()).sentence(),
                RolloutForms.next(entry.patch()).sentence());
    }

    private String pieces(RoutePicture picture, RolloutForm form, ActionNotice notice) {
        return FrameParts.notice(notice)
                + FrameParts.confirmation(null)
                + (onRoutePage() ? ofRoutePage(picture, form) : ofOverview(picture));
    }

    private static String ofRoutePage(RoutePicture picture, RolloutForm form) {
        return FlagParts.flag(picture.shown())
                + RouteParts.rollout(form)
                + ArrivalParts.instances(picture.instances(), picture.drill())
                + HistoryParts.history(picture.history())
                + ReportParts.reports(picture.reports());
    }

    private String ofOverview(RoutePicture picture) {
        FlagPanel flag = picture.shown();
        SummaryView summary = overview.read(flag.head().address().environment(), flag.permit());
        return OverviewParts.summary(summary) + OverviewParts.rows(summary.rows());
    }

    private String back(RoutePicture picture) {
        RouteAddress address = picture.shown().head().address();
        return onRoutePage() ? address.page() : address.environment().page();
    }

    private boolean onRoutePage() {
        String from =
                Optional.ofNullable(request.getHeader("HX-Current-URL")).orElseGet(() -> request.getHeader("Referer"));
        // Who had to sign in first comes from there.
        return from == null || from.contains("/routes/") || from.contains("/sign-in");
    }
}
