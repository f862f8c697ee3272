package dev.banyan.server.access.people;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** {@code BANYAN_ADMIN_PASSWORD}: looked at on the first start only. */
@ConfigMapping(prefix = "banyan.admin")
interface AdminConfig {

    Optional<String> password();
}
