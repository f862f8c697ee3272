package dev.banyan.sdk.internal.ledger;

import dev.banyan.evaluation.Side;
import dev.banyan.sdk.internal.TestSettings;
import dev.banyan.sdk.internal.kit.FakePlatform;
import dev.banyan.sdk.internal.kit.Faults;
import dev.banyan.sdk.internal.kit.Log;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.kit.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;

/** Another process: has a failure in its ledger, on disk, and holds it until it is killed. */
final class LedgerHolder {
    private LedgerHolder() {}

    public static void main(String[] directory) throws IOException {
        FakePlatform platform = new FakePlatform();
        Settings settings = TestSettings.of(platform, "http://127.0.0.1:1", Path.of(directory[0]));
        Ledger ledger = new Ledger(settings, new Faults(new Tally(), new Log(platform)), () -> {});
        ledger.start(null);
        ledger.failed("orders.put", EnumSet.of(Side.NEW), "theirs", new IllegalStateException());
        ledger.forgetLost("orders.put", EnumSet.allOf(Side.class));
        System.out.println("held");
        System.in.read();
    }
}
