package dev.banyan.server.flag;

import dev.banyan.server.environment.Lagging;
import dev.banyan.server.flag.state.FlagView;
import java.util.List;

/**
 * What a change would lead to.
 *
 * @param flag as it would be
 * @param lagging who is there and will not understand it; such a change has to be confirmed
 */
public record FlagPreview(FlagView flag, List<Lagging> lagging) {}
