package dev.banyan.server.web.guard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pieces of the pages of guardrails. */
public final class GuardParts {
    private GuardParts() {}

    @CheckedTemplate(basePath = "web/guard", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        public static native TemplateInstance guard(GuardView guard);

        static native TemplateInstance guardrailBoard(GuardrailBoard board);

        static native TemplateInstance guardrailForm(GuardrailForm form);
    }

    /** How the route stands with its guardrails. */
    public static String guard(GuardView guard) {
        return Templates.guard(guard).render();
    }

    static String guardrails(GuardrailBoard board, GuardrailForm form) {
        return Templates.guardrailBoard(board).render()
                + Templates.guardrailForm(form).render();
    }
}
