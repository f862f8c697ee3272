package dev.banyan.server.web.route;

import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.arrival.ArrivalParts;
import dev.banyan.server.web.flag.FlagParts;
import dev.banyan.server.web.flag.FlagView;
import dev.banyan.server.web.frame.FrameParts;
import dev.banyan.server.web.guard.GuardParts;
import dev.banyan.server.web.history.HistoryParts;
import dev.banyan.server.web.history.HistoryView;
import dev.banyan.server.web.kit.Notice;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers to the forms of a route: pieces to patch in for pages with scripts, a page or a redirection for those without. */
@RequestScoped
class RouteAnswers {
    /** Renders the whole page. */
    interface Page {
        TemplateInstance of(RoutePicture picture, RolloutForm form, Notice notice);
    }

    private final HttpServerRequest request;
    private final OverviewReader overview;

    RouteAnswers(HttpServerRequest request, OverviewReader overview) {
        this.request = request;
        this.overview = overview;
    }

    Response done(RoutePicture picture, Notice outcome) {
        if (!scripted()) {
            return Response.seeOther(URI.create(back(picture))).build();
        }
        return pieces(200, picture, RolloutForms.fresh(picture), outcome);
    }

    Response notice(RoutePicture picture, Notice notice, int status, Page page) {
        RolloutForm form = RolloutForms.fresh(picture);
        return scripted()
                ? pieces(status, picture, form, notice)
                : html(status, page.of(picture, form, notice).render());
    }

    /** The form comes back as it was filled in, with what is wrong. */
    Response refused(RoutePicture picture, RolloutForms.Entry entry, Problem refused, Page page) {
        RolloutForm form = RolloutForms.filled(
                picture, entry, PreviewView.refused(refused), error(refused), conflict(picture, entry, refused));
        return scripted()
                ? pieces(refused.status(), picture, form, null)
                : html(refused.status(), page.of(picture, form, null).render());
    }

    /** The form comes back with the box to tick. */
    Response toConfirm(RoutePicture picture, RolloutForms.Entry entry, PreviewView preview, Page page) {
        RolloutForm form = RolloutForms.filled(picture, entry, preview, RefusedField.toConfirm(), null);
        return scripted()
                ? pieces(409, picture, form, null)
                : html(409, page.of(picture, form, null).render());
    }

    Response judgedAnew(RoutePicture picture) {
        if (!scripted()) {
            return Response.seeOther(URI.create(back(picture))).build();
        }
        Notice outcome =
                Notice.done("Judged anew.", "What was found is set aside; the guardrails look again from now on.");
        return html(200, FrameParts.notice(outcome) + GuardParts.guard(picture.guard()));
    }

    Response settingsSaved(RoutePicture picture) {
        if (!scripted()) {
            return Response.seeOther(URI.create(back(picture))).build();
        }
        SettingsForm form = SettingsForms.fresh(picture);
        Notice outcome = Notice.done("Saved.", form.breaker());
        return html(
                200,
                FrameParts.notice(outcome)
                        + RouteParts.settings(form)
                        + ArrivalParts.instances(picture.instances(), picture.drill())
                        + HistoryParts.history(picture.history()));
    }

    /** The form comes back as it was filled in, with what is wrong. */
    Response settingsRefused(int status, SettingsForm form, Supplier<TemplateInstance> page) {
        return html(
                status,
                scripted()
                        ? FrameParts.notice(null) + RouteParts.settings(form)
                        : page.get().render());
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

    private Response pieces(int status, RoutePicture picture, RolloutForm form, Notice notice) {
        return html(
                status,
                FrameParts.notice(notice)
                        + FrameParts.confirmation(null)
                        + (onRoutePage() ? ofRoutePage(picture, form) : ofOverview(picture)));
    }

    private static String ofRoutePage(RoutePicture picture, RolloutForm form) {
        return FlagParts.flag(picture.shown())
                + RouteParts.rollout(form)
                + ArrivalParts.instances(picture.instances(), picture.drill())
                + HistoryParts.history(picture.history())
                + ReportParts.reports(picture.reports());
    }

    private String ofOverview(RoutePicture picture) {
        FlagView flag = picture.shown();
        SummaryView summary = overview.read(flag.head().address().environment(), flag.permit());
        return OverviewParts.summary(summary) + OverviewParts.rows(summary.rows());
    }

    private static Response html(int status, String markup) {
        return Response.status(status)
                .entity(markup)
                .type(MediaType.TEXT_HTML_TYPE)
                .build();
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

    private boolean scripted() {
        return "true".equals(request.getHeader("HX-Request"));
    }
}
