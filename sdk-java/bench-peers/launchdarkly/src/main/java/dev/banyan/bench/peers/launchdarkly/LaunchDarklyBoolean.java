package dev.banyan.bench.peers.launchdarkly;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.LDClient;
import dev.banyan.bench.peers.Workload;

/** A boolean flag. */
public final class LaunchDarklyBoolean extends LaunchDarkly {
    @Override
    String variations() {
        return "false,true";
    }

    @Override
    boolean isOn(LDClient client, LDContext caller) {
        return client.boolVariation(Workload.FLAG, caller, false);
    }
}
