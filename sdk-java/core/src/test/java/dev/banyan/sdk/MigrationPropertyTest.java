package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.internal.Client;
import dev.banyan.sdk.internal.kit.Identity;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.kit.Timings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;

/** Every stage, form and outcome against a table of what must happen, written down here once more. */
class MigrationPropertyTest {
    enum Form {
        READ,
        INLINE_READ,
        ASYNC_READ,
        WRITE,
        ASYNC_WRITE;

        boolean reads() {
            return this != WRITE && this != ASYNC_WRITE;
        }
    }

    enum End {
        GOOD,
        CHECKED,
        UNCHECKED,
        ERROR
    }

    /** First the side that answers; L is legacy, N is new. */
    private static final Map<Stage, String> READS = Map.of(
            Stage.OFF, "L",
            Stage.DUALWRITE, "L",
            Stage.SHADOW, "LN",
            Stage.LIVE, "NL",
            Stage.RAMPDOWN, "N",
            Stage.COMPLETE, "N");

    private static final Map<Stage, String> WRITES = Map.of(
            Stage.OFF, "L",
            Stage.DUALWRITE, "LN",
            Stage.SHADOW, "LN",
            Stage.LIVE, "NL",
            Stage.RAMPDOWN, "NL",
            Stage.COMPLETE, "N");

    private final Client client = client();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<String> secondFailures = new ArrayList<>();
    private final Map<String, Throwable> failures = Map.of(
            "L",
            new IOException("legacy"),
            "N",
            new IOException("new"),
            "l",
            new IllegalStateException("legacy"),
            "n",
            new IllegalStateException("new"),
            "E",
            new StackOverflowError());

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void calls_order_and_answer_are_those_of_the_table(
            @ForAll Stage stage, @ForAll Form form, @ForAll End legacy, @ForAll End fresh) {
        calls.clear();
        secondFailures.clear();
        String sides = (form.reads() ? READS : WRITES).get(stage);
        End first = sides.startsWith("L") ? legacy : fresh;
        End second = sides.startsWith("L") ? fresh : legacy;
        boolean secondIsCalled = sides.length() == 2 && (form.reads() || first == End.GOOD);

        Object[] answer = new Object[1];
        Throwable thrown = catchThrowable(() -> answer[0] = answer(form, stage, legacy, fresh));

        String expected = secondIsCalled ? sides : sides.substring(0, 1);
        eventuallyCalled(expected);
        assertThat(String.join("", calls)).isEqualTo(expected);
        assertThat(thrown).isSameAs(failure(sides.substring(0, 1), first));
        assertThat(answer[0]).isEqualTo(first == End.GOOD ? sides.substring(0, 1) : null);
        client.ledger()
                .reconcile(
                        "orders",
                        write -> secondFailures.add(write.missingOn() + " " + write.key() + " " + write.reason()));
        boolean recorded = secondIsCalled && !form.reads() && second != End.GOOD;
        assertThat(secondFailures)
                .isEqualTo(
                        recorded
                                ? List.of((sides.endsWith("N") ? "[NEW]" : "[LEGACY]") + " key-7 "
                                        + failure(sides.substring(1), second)
                                                .getClass()
                                                .getName())
                                : Collections.emptyList());
    }

    @AfterProperty
    void end() {
        client.close();
    }

    private Object answer(Form form, Stage stage, End legacy, End fresh) throws Throwable {
        Decision decision = Decision.of("orders", stage, Reason.STATIC, 1);
        Implementation<Integer, String> ofLegacy = q -> call("L", legacy);
        Implementation<Integer, String> ofFresh = q -> call("N", fresh);
        Implementation<Integer, CompletionStage<String>> laterLegacy = q -> later("L", legacy);
        Implementation<Integer, CompletionStage<String>> laterFresh = q -> later("N", fresh);
        MigrationBuilder<Integer, String> builder = new MigrationBuilder<Integer, String>(
                        client, new RouteHandle("orders", Stage.OFF, client))
                .recordKey(q -> "key-" + q);
        return switch (form) {
            case READ -> builder.reads(ofLegacy, ofFresh).build().read(decision, 7);
            case INLINE_READ ->
                builder.reads(ofLegacy, ofFresh).shadowInline().build().read(decision, 7);
            case WRITE -> builder.writes(ofLegacy, ofFresh).build().write(decision, 7);
            case ASYNC_READ ->
                end(builder.readsAsync(laterLegacy, laterFresh).build().readAsync(decision, 7));
            case ASYNC_WRITE ->
                end(builder.writesAsync(laterLegacy, laterFresh).build().writeAsync(decision, 7));
        };
    }

    private String call(String side, End end) throws Exception {
        calls.add(side);
        Throwable failure = failure(side, end);
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (Exception) failure;
        }
        return side;
    }

    /** Fails at once, or in its stage. */
    private CompletionStage<String> later(String side, End end) throws Exception {
        if (end == End.GOOD || end == End.CHECKED) {
            return CompletableFuture.completedFuture(call(side, end));
        }
        calls.add(side);
        return CompletableFuture.failedFuture(failure(side, end));
    }

    private Throwable failure(String side, End end) {
        return switch (end) {
            case GOOD -> null;
            case CHECKED -> failures.get(side);
            case UNCHECKED -> failures.get(side.toLowerCase(Locale.ROOT));
            case ERROR -> failures.get("E");
        };
    }

    private static Object end(CompletionStage<String> stage) throws Throwable {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause();
        }
    }

    private void eventuallyCalled(String expected) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (calls.size() < expected.length() && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000);
        }
    }

    private static Client client() {
        Duration second = Duration.ofSeconds(1);
        Timings timings = new Timings(second, second, second, second, second, second);
        Identity identity = new Identity("shop-1", "shop", "", "", Instant.EPOCH);
        return new Client(
                new Settings(
                        "http://127.0.0.1:1", "key", identity, timings, null, null, null, List.of(), Platform.SYSTEM),
                () -> null);
    }
}
