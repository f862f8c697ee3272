package dev.banyan.server.web.flag;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** What depends on the flag of a route, wherever it is shown. */
public final class FlagParts {
    private FlagParts() {}

    @CheckedTemplate(basePath = "web/flag", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        public static native TemplateInstance flag(FlagPanel flag);

        static native TemplateInstance actions(FlagPanel flag);

        static native TemplateInstance safetyCard(FlagPanel flag);
    }

    /** Its stages, the actions that it allows, and what a rollback would cost. */
    public static String flag(FlagPanel flag) {
        return Templates.flag(flag).render()
                + Templates.actions(flag).render()
                + Templates.safetyCard(flag).render();
    }
}
