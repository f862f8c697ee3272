package dev.banyan.server.web.route;

import dev.banyan.server.web.kit.PreviewView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The forms of the page of a route. */
final class RouteParts {
    private RouteParts() {}

    @CheckedTemplate(basePath = "web/route", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        static native TemplateInstance rollout(RolloutForm form);

        static native TemplateInstance settings(SettingsForm form);

        static native TemplateInstance preview(PreviewView preview);
    }

    static String rollout(RolloutForm form) {
        return Templates.rollout(form).render();
    }

    static String settings(SettingsForm form) {
        return Templates.settings(form).render();
    }

    static String preview(PreviewView preview) {
        return Templates.preview(preview).render();
    }
}
