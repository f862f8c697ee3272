package dev.banyan.server.web.arrival;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pieces that tell how far a change has come. */
public final class ArrivalParts {
    private ArrivalParts() {}

    @CheckedTemplate(basePath = "web/arrival", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        static native TemplateInstance instances(InstancesView view);

        static native TemplateInstance arrival(ConvergenceView convergence);

        static native TemplateInstance drill(DrillView drill);
    }

    /** Who is there, and how far the newest change and the last drill have come. */
    public static String instances(InstancesView instances, DrillView drill) {
        return Templates.instances(instances).render()
                + arrival(instances.convergence())
                + Templates.drill(drill).render();
    }

    static String arrival(ConvergenceView convergence) {
        return Templates.arrival(convergence).render();
    }
}
