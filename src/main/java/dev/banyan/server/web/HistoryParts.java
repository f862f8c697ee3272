package dev.banyan.server.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pieces that tell what was done. */
final class HistoryParts {
    private HistoryParts() {}

    @CheckedTemplate(basePath = "web/part", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        static native TemplateInstance history(HistoryView history);
    }

    static String history(HistoryView history) {
        return Templates.history(history).render();
    }
}
