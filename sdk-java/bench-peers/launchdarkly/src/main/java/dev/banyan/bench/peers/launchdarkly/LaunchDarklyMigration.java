package dev.banyan.bench.peers.launchdarkly;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.MigrationStage;
import dev.banyan.bench.peers.Workload;

/** A migration flag, whose variations are the first and the last stage: what comes nearest to a route of Banyan. */
public final class LaunchDarklyMigration extends LaunchDarkly {
    @Override
    String variations() {
        return "\"off\",\"complete\"";
    }

    @Override
    boolean isOn(LDClient client, LDContext caller) {
        return client.migrationVariation(Workload.FLAG, caller, MigrationStage.OFF)
                        .getStage()
                == MigrationStage.COMPLETE;
    }
}
