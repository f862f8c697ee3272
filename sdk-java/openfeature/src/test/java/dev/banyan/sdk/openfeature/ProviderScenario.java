package dev.banyan.sdk.openfeature;

import dev.banyan.sdk.TestClients;
import dev.banyan.sdk.TestControlPlane;
import dev.banyan.sdk.TestRuleset;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.OpenFeatureAPI;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A control plane, a provider and OpenFeature's own client, as an application has them. */
abstract class ProviderScenario {
    /** Faults are what some of these tests are made of; they need no log. The reference keeps the setting alive. */
    private static final Logger LOGGER = Logger.getLogger("dev.banyan.sdk");

    /** A six-stage route, split by an attribute, whose first cohort is for a country, a plan in a structure and a date. */
    static final String STOCK = """
        {"key":"stock.read","kind":6,"salt":"k3v9k3v9k3v9k3v","bucketBy":"account","missingKey":"legacy","enabled":true,"rollback":null,
        "cohorts":[{"name":"gold","conditions":[{"attribute":"user.plan","operator":"in","values":["gold"]},
        {"attribute":"since","operator":"before","values":["2026-01-01T00:00:00Z"]}],"rollout":{"from":"shadow","to":"live","share":1000000}},
        {"name":"default","conditions":[],"rollout":{"from":"shadow","to":"live","share":500000}}]}""".replace("\n", "");

    static final TestRuleset RULES = with(
            TestRuleset.at(42)
                    .with("orders.get", 1_000_000)
                    .with("orders.list", 500_000)
                    .rolledBack("orders.put"),
            STOCK,
            STOCK.replace("stock.read", "stock.off").replace("\"enabled\":true", "\"enabled\":false"),
            STOCK.replace("stock.read", "stock.whole").replace("\"share\":500000", "\"share\":0"));

    final OpenFeatureAPI api = OpenFeatureAPI.getInstance();
    TestControlPlane plane;
    BanyanProvider provider;

    static TestRuleset with(TestRuleset rules, String... routes) {
        List<String> all = new ArrayList<>(rules.routes());
        all.addAll(List.of(routes));
        all.replaceAll(route -> route.substring(0, route.length() - 1) + ",\"since\":17}");
        return new TestRuleset(
                rules.project(), rules.environment(), rules.epoch(), rules.revision(), rules.pinning(), all);
    }

    @BeforeEach
    void plane() throws IOException {
        LOGGER.setLevel(Level.OFF);
        plane = new TestControlPlane();
        plane.publish(RULES);
    }

    @AfterEach
    void end() throws IOException {
        api.shutdown();
        plane.close();
    }

    Client connected() throws IOException {
        plane.start();
        provider = new BanyanProvider(TestClients.of(plane), Duration.ofSeconds(20));
        api.setProviderAndWait(provider);
        return api.getClient();
    }
}
