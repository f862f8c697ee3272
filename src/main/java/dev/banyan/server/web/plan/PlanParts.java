package dev.banyan.server.web.plan;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pieces of the pages of plans that change while they are open. */
public final class PlanParts {
    private PlanParts() {}

    @CheckedTemplate(basePath = "web/plan", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        static native TemplateInstance planCard(PlanBoard board);

        static native TemplateInstance planBoard(PlanBoard board);

        static native TemplateInstance planMembers(PlanBoard board);

        static native TemplateInstance planEvents(PlanBoard board);

        static native TemplateInstance planList(PlansView.Listing list);

        static native TemplateInstance planForm(PlanForm form);
    }

    public static String plan(PlanBoard board) {
        return Templates.planCard(board).render()
                + Templates.planBoard(board).render()
                + Templates.planMembers(board).render()
                + Templates.planEvents(board).render();
    }

    static String planList(PlansView.Listing list) {
        return Templates.planList(list).render();
    }

    static String planForm(PlanForm form) {
        return Templates.planForm(form).render();
    }
}
