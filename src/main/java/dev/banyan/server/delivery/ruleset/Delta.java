package dev.banyan.server.delivery.ruleset;

import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.environment.RulesetPart;
import dev.banyan.server.environment.Section;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What leads from one revision to another, as text. */
final class Delta {
    private Delta() {}

    /**
     * One line of JSON.
     *
     * @param from the revision that its receiver must hold
     * @param checksum of the text that results
     * @param head of the ruleset that results
     * @param parts that are different there, or gone
     */
    static String text(long from, String checksum, String head, List<RulesetPart> parts) {
        return "{\"from\":" + from + ",\"checksum\":\"" + checksum + "\",\"head\":" + head
                + ",\"segments\":" + bodies(parts, Section.SEGMENT) + ",\"routes\":" + bodies(parts, Section.ROUTE)
                + removed(parts) + '}';
    }

    private static String bodies(List<RulesetPart> parts, Section section) {
        return of(parts, section)
                .filter(part -> !part.isRemoved())
                .map(RulesetPart::body)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String removed(List<RulesetPart> parts) {
        if (parts.stream().noneMatch(RulesetPart::isRemoved)) {
            return "";
        }
        return ",\"removed\":{\"segments\":" + removedKeys(parts, Section.SEGMENT) + ",\"routes\":"
                + removedKeys(parts, Section.ROUTE) + '}';
    }

    private static String removedKeys(List<RulesetPart> parts, Section section) {
        return RulesetJson.write(of(parts, section)
                .filter(RulesetPart::isRemoved)
                .map(RulesetPart::key)
                .toList());
    }

    private static Stream<RulesetPart> of(List<RulesetPart> parts, Section section) {
        return parts.stream().filter(part -> part.section() == section);
    }
}
