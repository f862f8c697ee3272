package dev.banyan.server.delivery.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.banyan.server.delivery.kit.Payload;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.environment.RulesetDocument;
import dev.banyan.server.environment.RulesetHead;
import dev.banyan.server.environment.RulesetHeadBuilder;
import dev.banyan.server.environment.RulesetPart;
import dev.banyan.server.environment.RulesetUpdate;
import dev.banyan.server.environment.Section;
import dev.banyan.wire.RulesetReader;
import dev.banyan.wire.RulesetText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LiveRulesetTest {
    private static final String EPOCH = "e1";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a client holds: the parts by key, as it got them. */
    private record Held(long revision, Map<String, String> segments, Map<String, String> routes) {

        /** As the wire format says, without any of the server's code. */
        byte[] apply(JsonNode delta) {
            merge(segments, delta.path("segments"), delta.path("removed").path("segments"));
            merge(routes, delta.path("routes"), delta.path("removed").path("routes"));
            return RulesetText.compose(delta.get("head").toString(), segments.values(), routes.values());
        }

        private static void merge(Map<String, String> parts, JsonNode changed, JsonNode removed) {
            changed.forEach(part -> parts.put(part.get("key").asText(), part.toString()));
            removed.forEach(key -> parts.remove(key.asText()));
        }

        static Held of(LiveRuleset ruleset) throws IOException {
            JsonNode whole = JSON.readTree(ruleset.snapshot().text());
            Held held = new Held(ruleset.revision(), new TreeMap<>(), new TreeMap<>());
            merge(held.segments, whole.path("segments"), JSON.createArrayNode());
            merge(held.routes, whole.path("routes"), JSON.createArrayNode());
            return held;
        }
    }

    @Test
    void a_delta_applied_to_any_earlier_revision_gives_the_bytes_of_the_newest() throws IOException {
        int deltas = 0;
        for (int seed = 0; seed < 40; seed++) {
            List<LiveRuleset> history = history(new Random(seed), 25);
            LiveRuleset newest = history.get(history.size() - 1);
            for (LiveRuleset older : history) {
                Optional<Payload> delta = newest.deltaFrom(EPOCH, older.revision());
                if (delta.isPresent()) {
                    deltas++;
                    JsonNode text = JSON.readTree(delta.get().text());
                    byte[] result = Held.of(older).apply(text);
                    assertThat(new String(result, StandardCharsets.UTF_8))
                            .isEqualTo(new String(newest.snapshot().text(), StandardCharsets.UTF_8));
                    assertThat(text.get("checksum").asText()).isEqualTo(RulesetText.checksum(result));
                    assertThat(text.get("from").asLong()).isEqualTo(older.revision());
                    assertThat(RulesetReader.read(result).revision()).isEqualTo(newest.revision());
                }
            }
        }
        assertThat(deltas).as("histories that need deltas").isGreaterThan(200);
    }

    @Test
    void what_was_encoded_for_one_client_is_there_for_all_others() {
        List<LiveRuleset> history = history(new Random(7), 40);
        LiveRuleset newest = history.get(history.size() - 1);
        Payload snapshot = newest.snapshot();
        assertThat(newest.snapshot()).isSameAs(snapshot);
        assertThat(snapshot.event().nioBuffer().isDirect()).isTrue();
        assertThat(snapshot.event().memoryAddress()).isEqualTo(snapshot.event().memoryAddress());
        assertThat(snapshot.gzipped().memoryAddress())
                .isEqualTo(snapshot.gzipped().memoryAddress());

        Payload delta = newest.deltaFrom(EPOCH, newest.revision() - 1).orElseThrow();

        assertThat(newest.deltaFrom(EPOCH, newest.revision() - 1)).containsSame(delta);
        assertThat(delta.event().memoryAddress()).isEqualTo(delta.event().memoryAddress());
    }

    @Test
    void a_change_of_one_route_among_ten_thousand_is_less_than_a_kilobyte() {
        List<RulesetPart> parts = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            parts.add(route("route-" + i, 1, i));
        }
        RulesetDocument whole = RulesetDocument.of(new RulesetUpdate(head(1), -1, 0, parts, 10_000));

        RulesetDocument next = whole.with(
                        new RulesetUpdate(head(2), 1, 1, List.of(route("route-77", 2, 123_456)), 10_000))
                .orElseThrow();

        assertThat(live(next).deltaFrom(EPOCH, 1).orElseThrow().event().readableBytes())
                .isLessThan(1_000);
    }

    @Test
    void a_rollback_of_the_environment_is_one_small_event() {
        RulesetDocument before = twoRoutes();
        RulesetHead rolledBack = RulesetHeadBuilder.builder()
                .scope(scope())
                .epoch(EPOCH)
                .revision(2)
                .rollback(RollbackMode.ISOLATE)
                .urgentRevision(2)
                .pinning(null)
                .settled(List.of())
                .build();

        RulesetDocument after =
                before.with(new RulesetUpdate(rolledBack, 1, 1, List.of(), 2)).orElseThrow();

        assertThat(new String(live(after).deltaFrom(EPOCH, 1).orElseThrow().text(), StandardCharsets.UTF_8))
                .contains("\"rollback\":\"isolate\",\"urgent\":2")
                .contains("\"routes\":[]");
    }

    @Test
    void what_the_change_log_has_forgotten_is_sent_whole() {
        RulesetDocument document = RulesetDocument.of(
                new RulesetUpdate(head(9), -1, 5, List.of(route("a", 2, 1), route("b", 9, 1), route("c", 1, 1)), 3));

        assertThat(live(document).deltaFrom(EPOCH, 4)).isEmpty();
        assertThat(live(document).deltaFrom(EPOCH, 8)).isPresent();
        assertThat(live(document).deltaFrom("another", 8)).isEmpty();
        assertThat(live(document).deltaFrom(EPOCH, 10)).isEmpty();
    }

    @Test
    void a_delta_that_is_hardly_smaller_than_the_whole_is_not_sent() {
        assertThat(live(twoRoutes()).deltaFrom(EPOCH, 0)).isEmpty();
    }

    @Test
    void an_update_that_does_not_lead_on_is_refused() {
        RulesetDocument document = twoRoutes();
        RulesetHead elsewhere = RulesetHeadBuilder.builder()
                .scope(scope())
                .epoch("e2")
                .revision(2)
                .rollback(null)
                .urgentRevision(0)
                .pinning(null)
                .settled(List.of())
                .build();

        assertThat(document.with(new RulesetUpdate(elsewhere, 1, 1, List.of(), 2)))
                .isEmpty();
        assertThat(document.with(new RulesetUpdate(head(0), 1, 1, List.of(), 2)))
                .isEmpty();
        assertThat(document.with(new RulesetUpdate(head(3), 2, 2, List.of(), 2)))
                .isEmpty();
        assertThat(document.with(new RulesetUpdate(head(2), 1, 1, List.of(), 3)))
                .as("a part that nobody told us of")
                .isEmpty();
    }

    @Test
    void clients_that_name_ever_other_revisions_do_not_fill_the_memory() {
        RulesetDocument document = RulesetDocument.of(new RulesetUpdate(
                head(1_000), -1, 0, List.of(route("a", 1, 1), route("b", 1, 1), route("c", 1_000, 1)), 3));
        LiveRuleset live = live(document);

        long deltas = 0;
        for (long from = 1; from < 1_000; from++) {
            deltas += live.deltaFrom(EPOCH, from).isPresent() ? 1 : 0;
        }

        assertThat(deltas).isEqualTo(64);
        assertThat(live.deltaFrom(EPOCH, 1)).as("one that is known stays").isPresent();
    }

    @Test
    void an_emergency_is_a_delta_from_the_same_revision() {
        Emergency emergency = new Emergency(new UUID(0, 1), Instant.EPOCH, RollbackMode.ROLLBACK, List.of("a"));
        LiveRuleset live = new LiveRuleset(twoRoutes(), List.of(emergency), 2);

        assertThat(new String(live.deltaFrom(EPOCH, 1).orElseThrow().text(), StandardCharsets.UTF_8))
                .startsWith("{\"from\":1,")
                .contains("\"emergencies\":[{\"id\":\"00000000-0000-0000-0000-000000000001\"");
        assertThat(live.tag().toString()).matches("\"e1-1-[0-9a-f]{8}\"");
        assertThat(RulesetTag.of(live.tag().toString(), EPOCH)).contains(live.tag());
    }

    @Test
    void a_tag_is_read_whatever_the_epoch_looks_like() {
        RulesetTag tag = new RulesetTag("a-1-2", 7, "");

        assertThat(RulesetTag.of(tag.toString(), "a-1-2")).contains(tag);
        assertThat(RulesetTag.of(tag.toString(), "a-1")).isEmpty();
        assertThat(RulesetTag.of("W/" + tag, "a-1-2")).as("weakened by a proxy").contains(tag);
        assertThat(RulesetTag.of(null, "a-1-2")).isEmpty();
    }

    private static List<LiveRuleset> history(Random random, int revisions) {
        Map<String, RulesetPart> published = new TreeMap<>();
        List<LiveRuleset> history = new ArrayList<>();
        RulesetDocument document = RulesetDocument.of(new RulesetUpdate(head(0), -1, 0, List.of(), 0));
        history.add(live(document));
        for (long revision = 1; revision <= revisions; revision++) {
            List<RulesetPart> changed = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                changed.add(part(random, revision));
            }
            changed.forEach(part -> published.put(part.section() + part.key(), part));
            int size = (int) published.values().stream()
                    .filter(part -> !part.isRemoved())
                    .count();
            document = document.with(new RulesetUpdate(head(revision), revision - 1, revision - 1, changed, size))
                    .orElseThrow();
            history.add(live(document));
        }
        return history;
    }

    private static RulesetPart part(Random random, long revision) {
        String key = "k" + random.nextInt(30);
        if (random.nextInt(4) == 0) {
            return new RulesetPart(random.nextBoolean() ? Section.ROUTE : Section.SEGMENT, key, revision, null);
        }
        return random.nextInt(3) == 0
                ? new RulesetPart(
                        Section.SEGMENT,
                        key,
                        revision,
                        "{\"key\":\"" + key + "\",\"attribute\":\"a\",\"included\":[\"ü" + revision
                                + "\"],\"conditions\":[]}")
                : route(key, revision, random.nextInt(1_000_000));
    }

    private static RulesetPart route(String key, long revision, int share) {
        return new RulesetPart(Section.ROUTE, key, revision, """
                {"key":"%s","kind":2,"salt":"0123456789abcde","enabled":true,"cohorts":[{"name":"default","conditions":[],\
                "rollout":{"from":"off","to":"complete","share":%d}}]}""".formatted(key, share));
    }

    private static RulesetDocument twoRoutes() {
        return RulesetDocument.of(new RulesetUpdate(head(1), -1, 0, List.of(route("a", 1, 1), route("b", 1, 1)), 2));
    }

    private static RulesetHead head(long revision) {
        return RulesetHeadBuilder.builder()
                .scope(scope())
                .epoch(EPOCH)
                .revision(revision)
                .rollback(null)
                .urgentRevision(0)
                .pinning(null)
                .settled(List.of())
                .build();
    }

    private static EnvironmentScope scope() {
        return new EnvironmentScope(1, "shop", "production");
    }

    private static LiveRuleset live(RulesetDocument document) {
        return new LiveRuleset(document, List.of(), 1);
    }
}
