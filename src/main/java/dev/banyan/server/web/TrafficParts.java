package dev.banyan.server.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pieces that show the requests of a route. */
final class TrafficParts {
    private TrafficParts() {}

    @CheckedTemplate(basePath = "web/part", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        static native TemplateInstance traffic(TrafficView traffic);
    }

    static String traffic(TrafficView traffic) {
        return Templates.traffic(traffic).render();
    }
}
