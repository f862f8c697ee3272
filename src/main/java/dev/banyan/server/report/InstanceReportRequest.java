package dev.banyan.server.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.banyan.evaluation.Side;
import dev.banyan.server.delivery.kit.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The whole state of an instance; it replaces what the instance said before. Newer SDKs may say more than we know: what we do not
 * know is ignored. Texts that are too long are cut.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record InstanceReportRequest(
        @Size(max = 5_000) List<@NotNull @Valid DeclaredRoute> routes,
        @Size(max = 1_000) List<@NotNull @Valid ReportedBacklog> backlogs) {
    private static final long MOST = 1_000_000_000_000L;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_SITE = 250;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_STAGE = 20;

    InstanceReportRequest {
        routes = routes == null ? List.of() : routes;
        backlogs = backlogs == null ? List.of() : backlogs;
    }

    /**
     * A route that the code asks for.
     *
     * @param kind null when the code does not say
     * @param openings how often its breaker has opened since the instance started
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record DeclaredRoute(
            @NotNull @Size(min = 1) String key,
            @Min(1) @Max(100) Integer kind,
            @JsonProperty("default") String defaultStage,
            @Size(max = 8) List<@NotNull String> sites,
            @Valid LocalOverride override,
            @Valid Breaker breaker,
            @Min(0) @Max(MOST) long openings) {

        DeclaredRoute {
            key = clean(key, LONGEST_KEY);
            defaultStage = defaultStage == null ? "off" : clean(defaultStage, LONGEST_STAGE);
            sites = sites == null
                    ? List.of()
                    : sites.stream().map(site -> clean(site, LONGEST_SITE)).toList();
        }

        boolean holdsSomething() {
            return override != null || breaker != null || openings > 0;
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record LocalOverride(@NotNull String stage, @NotNull String from) {
        LocalOverride {
            stage = clean(stage, LONGEST_STAGE);
            from = clean(from, LONGEST_NAME);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Breaker(
            @NotNull @Pattern(regexp = "open|half-open", message = "must be open or half-open")
            String state,

            String since,
            @Min(0) @Max(MOST) long errors,
            @Min(0) @Max(MOST) long slow,
            @Min(0) @Max(MOST) long calls) {

        Instant openedAt() {
            return Text.instant(since);
        }
    }

    /**
     * @param side the one that lacks the writes; SDKs that do not say it mean new
     * @param entries 0 when what was kept has been made up for
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReportedBacklog(
            @NotNull @Pattern(regexp = "[A-Za-z0-9-]{1,64}") String ledger,
            @NotNull @Size(min = 1) String route,

            @Pattern(regexp = "legacy|new", message = "must be legacy or new")
            String side,

            @Min(0) @Max(MOST) long entries,
            String oldest,
            @Min(0) @Max(MOST) long lost,
            @Size(max = 5) Map<String, @Min(0) @Max(MOST) Long> reasons) {

        ReportedBacklog {
            route = clean(route, LONGEST_KEY);
            side = side == null ? Side.NEW.key() : side;
            reasons = reasons == null
                    ? Map.of()
                    : reasons.entrySet().stream()
                            .filter(reason -> reason.getValue() != null)
                            .collect(Collectors.toMap(
                                    reason -> clean(reason.getKey(), LONGEST_NAME),
                                    Map.Entry::getValue,
                                    Long::sum,
                                    TreeMap::new));
        }

        boolean nothing() {
            return entries == 0 && lost == 0;
        }

        Instant oldestAt() {
            return Text.instant(oldest);
        }
    }

    private static String clean(String text, int longest) {
        return text == null ? null : Text.clean(text, longest);
    }
}
