package dev.banyan.server.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How open pages are kept up to date. */
@ConfigMapping(prefix = "banyan.pages")
interface PagesConfig {

    /** After this an open page has to ask again, so that a session that ended or a role that was taken away ends the stream too. */
    @WithDefault("2M")
    @DurationMin(seconds = 1)
    Duration streamLifetime();
}
