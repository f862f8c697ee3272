package dev.banyan.demo.load;

import dev.banyan.harness.Arguments;
import dev.banyan.harness.Lifeline;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The customers: a steady stream of requests to both services, which never waits for more than it may have under way. */
public final class LoadGenerator {

    private static final int MOST_UNDER_WAY = 128;
    private static final long REPORT_SECONDS = 10;

    /** Customers come little by little, as they would: services that have just started are slow. */
    private static final double WARM_UP_NANOS = 5e9;

    private final Visits visits = new Visits();
    private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final long start = System.nanoTime();
    private final URI legacy;
    private final URI modern;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    private LoadGenerator(URI legacy, URI modern) {
        this.legacy = legacy;
        this.modern = modern;
    }

    public static void main(String... words) {
        Lifeline.hold();
        Arguments arguments = Arguments.parse(words);
        LoadGenerator generator =
                new LoadGenerator(URI.create(arguments.text("legacy")), URI.create(arguments.text("new")));
        long pauseMicros = TimeUnit.SECONDS.toMicros(1) / Math.max(1, arguments.number("rate"));
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        clock.scheduleAtFixedRate(generator::visit, 0, pauseMicros, TimeUnit.MICROSECONDS);
        clock.scheduleAtFixedRate(generator::report, REPORT_SECONDS, REPORT_SECONDS, TimeUnit.SECONDS);
    }

    private void visit() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        if (random.nextDouble() > (System.nanoTime() - start) / WARM_UP_NANOS) {
            return;
        }
        if (!underWay.tryAcquire()) {
            skipped.increment();
            return;
        }
        HttpRequest request = request(visits.next(random));
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((response, unreachable) -> {
            underWay.release();
            answered.increment();
            if (unreachable != null || response.statusCode() >= 400) {
                failed.increment();
            }
        });
    }

    private HttpRequest request(Visit visit) {
        HttpRequest.Builder request = HttpRequest.newBuilder((visit.mobile() ? modern : legacy).resolve(visit.path()))
                .timeout(Duration.ofSeconds(5))
                .header("Shop-Customer", String.valueOf(visit.customer()))
                .header("Shop-Country", visit.country());
        return visit.body() == null
                ? request.build()
                : request.POST(HttpRequest.BodyPublishers.ofString(visit.body()))
                        .build();
    }

    private void report() {
        System.out.printf(
                "%s  %d requests/s, %d failed, %d not sent%n",
                LocalTime.now().format(DateTimeFormatter.ofPattern("HH:mm:ss")),
                answered.sumThenReset() / REPORT_SECONDS,
                failed.sumThenReset(),
                skipped.sumThenReset());
    }
}
