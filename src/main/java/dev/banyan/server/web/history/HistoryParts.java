package dev.banyan.server.web.history;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pieces that tell what was done. */
public final class HistoryParts {
    private HistoryParts() {}

    @CheckedTemplate(basePath = "web/history", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        public static native TemplateInstance history(HistoryView history);
    }

    public static String history(HistoryView history) {
        return Templates.history(history).render();
    }
}
