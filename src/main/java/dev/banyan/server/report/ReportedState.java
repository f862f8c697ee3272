package dev.banyan.server.report;

import dev.banyan.server.delivery.request.InstanceIdentity;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.report.InstanceReportRequest.DeclaredRoute;
import dev.banyan.server.report.InstanceReportRequest.ReportedBacklog;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * A report in one order, however it came, so that equal reports have equal hashes.
 *
 * @param routes by key; of a key that comes twice, the last one counts
 */
record ReportedState(InstanceIdentity instance, Collection<DeclaredRoute> routes, List<ReportedBacklog> backlogs) {

    static ReportedState of(InstanceIdentity instance, InstanceReportRequest report) {
        TreeMap<String, DeclaredRoute> byKey = new TreeMap<>();
        report.routes().forEach(route -> byKey.put(route.key(), route));
        Comparator<ReportedBacklog> order = Comparator.comparing(ReportedBacklog::route)
                .thenComparing(ReportedBacklog::ledger)
                .thenComparing(ReportedBacklog::side);
        return new ReportedState(
                instance,
                byKey.values(),
                report.backlogs().stream().sorted(order).toList());
    }

    /** Of everything that is stored. */
    String hash() {
        return sha256(RulesetJson.write(
                List.of(instance.application(), instance.version(), instance.host(), routes, backlogs)));
    }

    /** Of what the code says: the same for all instances of one build that have come equally far. */
    String declared() {
        return sha256(RulesetJson.write(
                routes.stream().map(ReportedState::declaration).toList()));
    }

    private static List<String> declaration(DeclaredRoute route) {
        return List.of(
                route.key(), String.valueOf(route.kind()), route.defaultStage(), RulesetJson.write(route.sites()));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
