package dev.banyan.server.flag.state;

import dev.banyan.evaluation.ShadowSettings;

/**
 * How much is compared, as SDKs get to see it. The order of the fields is the order on the wire.
 *
 * @param share millionths of the reads of both sides that really call the side that does not answer
 * @param control millionths of these that call the answering side twice
 */
public record ShadowSpec(int share, int control) {
    static final ShadowSpec DEFAULT = new ShadowSpec(ShadowSettings.DEFAULT.share(), ShadowSettings.DEFAULT.control());
}
