package dev.banyan.server.web.route;

import dev.banyan.server.web.frame.FrameParts;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.frame.PageAnswers;
import dev.banyan.server.web.kit.ConfirmationDialog;
import dev.banyan.server.web.kit.Layout;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;

/** Asks before a route is led forward: in place for pages with scripts, on the page of the route for those without. */
@RequestScoped
class RouteConfirmations {
    private final PageAnswers answers;
    private final Frames frames;

    RouteConfirmations(PageAnswers answers, Frames frames) {
        this.answers = answers;
        this.frames = frames;
    }

    Response ask(int status, RoutePicture picture, ConfirmationDialog confirmation) {
        return answers.show(status, () -> FrameParts.confirmation(confirmation), () -> page(picture, confirmation));
    }

    private TemplateInstance page(RoutePicture picture, ConfirmationDialog confirmation) {
        Layout layout = frames.inEnvironment(picture.route().key(), picture.environment())
                .asking(confirmation);
        return RoutePages.Templates.route(
                RoutePage.of(layout, picture, RolloutForms.fresh(picture), SettingsForms.fresh(picture)));
    }
}
