package dev.banyan.server.problem;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;

/** One body on its way, taken in on the event loop of its connection, where nobody waits for it. */
final class IncomingBody {
    private static final long LOOK_MILLIS = 500;

    private final HttpServerRequest request;
    private final long limit;
    private final BodyPace pace;
    private final IncomingBodies all;
    private final Buffer taken = Buffer.buffer();
    private final Promise<Buffer> whole = Promise.promise();
    private final long start = System.nanoTime();
    private final Context loop;
    private long timer;

    IncomingBody(HttpServerRequest request, long limit, BodyPace pace, IncomingBodies all, Context loop) {
        this.request = request;
        this.limit = limit;
        this.pace = pace;
        this.all = all;
        this.loop = loop;
    }

    Future<Buffer> read() {
        timer = loop.owner().setPeriodic(LOOK_MILLIS, each -> look());
        request.exceptionHandler(this::fail);
        request.handler(this::take);
        request.endHandler(end -> done());
        if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
            request.response().writeContinue();
        }
        request.resume();
        return whole.future();
    }

    private void take(Buffer part) {
        if (whole.future().isComplete()) {
            return;
        }
        if (taken.length() + part.length() > limit) {
            fail(Problem.tooLarge());
            return;
        }
        taken.appendBuffer(part);
        all.grown(this, part.length());
        if (isWhole()) {
            request.pause();
            done();
        }
    }

    /** A request of HTTP/2 may not be seen to its end: whoever works for it pauses it first, and that is a fault after the end. */
    private boolean isWhole() {
        return request.version() == HttpVersion.HTTP_2 && taken.length() == BodyFilter.announced(request);
    }

    private void look() {
        if (pace.tooSlow(Duration.ofNanos(System.nanoTime() - start), taken.length())) {
            fail(Problem.tooSlow());
        }
    }

    private void done() {
        over();
        whole.tryComplete(taken);
    }

    private void fail(Throwable failed) {
        over();
        whole.tryFail(failed);
    }

    private void over() {
        loop.owner().cancelTimer(timer);
        all.over(this);
    }

    /** Called by whoever needs the room, on any thread. */
    void makeRoom() {
        loop.runOnContext(
                now -> fail(Problem.unavailable("Too many bodies come in at the same time.", Duration.ofSeconds(1))));
    }
}
