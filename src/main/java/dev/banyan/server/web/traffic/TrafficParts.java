package dev.banyan.server.web.traffic;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pieces that show the requests of a route. */
public final class TrafficParts {
    private TrafficParts() {}

    @CheckedTemplate(basePath = "web/traffic", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        public static native TemplateInstance traffic(TrafficView traffic);
    }

    public static String traffic(TrafficView traffic) {
        return Templates.traffic(traffic).render();
    }
}
