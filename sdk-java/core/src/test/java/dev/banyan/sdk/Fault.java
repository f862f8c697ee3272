package dev.banyan.sdk;

import dev.banyan.sdk.FaultProxy.Line;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One thing that goes wrong between a client and its control plane, and the table of all of them. */
record Fault(String name, Sign sign, Injection injection) {
    static final TestRuleset GOOD = TestRuleset.at(5).with("orders.get", 1_000_000);
    static final TestRuleset BETTER = TestRuleset.at(6).with("orders.get", 0);

    /** Where it happens: a server that serves {@link #GOOD}, the line to it, and how often the server has lied. */
    record Site(TestControlPlane server, FaultProxy line, AtomicInteger lies) {
        int harm() {
            return line.injuries() + lies.get();
        }
    }

    /** How to tell that it has reached a client, stream and polls alike where it can. */
    enum Sign {
        OFFLINE,
        REFUSAL,
        HARM
    }

    interface Injection {
        void into(Site site) throws IOException;
    }

    /** What can meet a client that knows nothing yet. */
    static Stream<Fault> atStart() {
        return Stream.concat(ofTheLine(), ofAnswers());
    }

    /** What can meet a client that has been well. */
    static Stream<Fault> later() {
        return Stream.of(ofTheLine(), ofAnswers(), lies()).flatMap(faults -> faults);
    }

    void into(Site site) throws IOException {
        injection.into(site);
    }

    private static Stream<Fault> ofTheLine() {
        return Stream.of(
                new Fault("server killed", Sign.OFFLINE, site -> site.server().die()),
                line("connection refused", Sign.OFFLINE, Line.REFUSED),
                line("connection reset", Sign.OFFLINE, Line.RESET),
                line("reset in mid-body", Sign.HARM, Line.CUT),
                line("silent without closing", Sign.OFFLINE, Line.SILENT),
                line("slow link", Sign.HARM, Line.SLOW),
                line("30 % loss", Sign.HARM, Line.LOSSY));
    }

    private static Stream<Fault> ofAnswers() {
        Stream<Fault> statuses = IntStream.of(400, 401, 403, 404, 408, 410, 429, 500, 503)
                .mapToObj(status -> answered("status " + status, Answers.status(status)));
        Stream<Fault> bodies = Stream.of(
                new Fault("redirect loop", Sign.OFFLINE, Fault::redirectInCircles),
                answered("HTML with status 200", Answers.html()),
                answered("not HTTP", new byte[] {'S', 'S', 'H', '\n'}),
                answered("no answer", new byte[0]),
                answered("compression bomb", Answers.bomb(32 * 1024 * 1024)),
                served("truncated JSON", BETTER.json().substring(0, 100)),
                served("wrong shape", "{\"schema\":1,\"routes\":{}}"),
                served("an error as JSON", "{\"title\":\"Internal Server Error\",\"status\":500}"));
        return Stream.concat(statuses, bodies);
    }

    /** Only somebody who has held the truth can see through these. */
    private static Stream<Fault> lies() {
        return Stream.of(
                served("older revision", TestRuleset.at(4).with("orders.get", 0).json()),
                served("empty ruleset", TestRuleset.at(5).json()),
                served("other environment's", BETTER.in("staging").json()),
                line("two servers behind one address", Sign.REFUSAL, Line.SPLIT));
    }

    private static Fault line(String name, Sign sign, Line line) {
        return new Fault(name, sign, site -> site.line().become(line));
    }

    private static void redirectInCircles(Site site) {
        answerAll(
                site,
                (request, out) ->
                        out.write(Answers.status(302, "Location: " + site.line().url() + request.path())));
    }

    private static Fault answered(String name, byte[] answer) {
        return new Fault(name, Sign.OFFLINE, site -> answerAll(site, (request, out) -> out.write(answer)));
    }

    private static void answerAll(Site site, TestControlPlane.Behaviour behaviour) {
        TestControlPlane.PATHS.forEach(path -> site.server().always(path, (request, out) -> {
            behaviour.answer(request, out);
            out.flush();
            site.lies().incrementAndGet();
        }));
        site.line().breakAll();
    }

    /** Stream and snapshot alike serve the text as the ruleset. */
    private static Fault served(String name, String json) {
        return new Fault(name, Sign.REFUSAL, site -> {
            site.server().always(TestControlPlane.SNAPSHOT, (request, out) -> {
                out.write(Answers.gzipped(json));
                site.lies().incrementAndGet();
            });
            site.server().always(TestControlPlane.STREAM, (request, out) -> {
                out.write(Answers.streamHead());
                out.write(Answers.chunk("event: snapshot\nid: 6\ndata: " + json + "\n\n"));
                site.lies().incrementAndGet();
                site.server().behaveAfterHead(out, GOOD);
            });
            site.line().breakAll();
        });
    }

    @Override
    public String toString() {
        return name;
    }
}
