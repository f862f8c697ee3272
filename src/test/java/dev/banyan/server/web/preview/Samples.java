package dev.banyan.server.web.preview;

import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.Assets;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Layout.EnvironmentLink;
import dev.banyan.server.web.kit.Layout.Place;
import dev.banyan.server.web.kit.Layout.Section;
import dev.banyan.server.web.kit.Layout.Viewer;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.Permit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A shop in the middle of its migration: what the pages show in the tests and in the preview. */
public final class Samples {

    public static final Instant NOW = Instant.parse("2026-03-02T14:05:00Z");
    public static final EnvironmentAddress PRODUCTION = new EnvironmentAddress("shop", "production");
    public static final Permit EDITOR = new Permit("csrf-token", true, true);
    public static final Permit OPERATOR = new Permit("csrf-token", false, true);
    public static final Permit VIEWER = new Permit("csrf-token", false, false);
    public static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private Samples() {}

    public static Moment ago(Duration age) {
        return new Moment(NOW.minus(age), NOW);
    }

    public static Layout layout(String title, Section section, ActionNotice notice) {
        List<EnvironmentLink> environments = List.of(
                new EnvironmentLink("production", PRODUCTION.page(), true, true),
                new EnvironmentLink("staging", new EnvironmentAddress("shop", "staging").page(), false, false));
        Place place = new Place(
                "Shop",
                PRODUCTION,
                section,
                section == Section.ROUTES || section == Section.TRAFFIC ? environments : List.of());
        return new Layout(title, Assets.FINGERPRINT, new Viewer("ana", "ana", "editor", "csrf-token"), place, notice);
    }
}
