package dev.banyan.sdk.openfeature;

import dev.banyan.sdk.BanyanListener;
import dev.banyan.sdk.ConnectionState;
import dev.banyan.sdk.Source;
import dev.banyan.sdk.Status;
import dev.openfeature.sdk.Awaitable;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.ProviderEvent;
import dev.openfeature.sdk.ProviderEventDetails;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * How the client stands, in OpenFeature's words, and what of it OpenFeature has been told. The first word is OpenFeature's own, which it
 * takes from how the initialisation ends; what happened meanwhile is told by the first evaluation. Thread-safe.
 */
final class Condition implements BanyanListener {
    /** What there is to say; the names are those of the states that OpenFeature derives from it. */
    enum State {
        READY(ProviderEvent.PROVIDER_READY, null),
        STALE(ProviderEvent.PROVIDER_STALE, null),
        ERROR(ProviderEvent.PROVIDER_ERROR, ErrorCode.PROVIDER_NOT_READY),
        FATAL(ProviderEvent.PROVIDER_ERROR, ErrorCode.PROVIDER_FATAL);

        private final ProviderEvent event;
        private final ErrorCode code;

        State(ProviderEvent event, ErrorCode code) {
            this.event = event;
            this.code = code;
        }
    }

    private final BiFunction<ProviderEvent, ProviderEventDetails, Awaitable> emit;
    private final Executor teller;
    private volatile State now = State.ERROR;
    private volatile State told;
    private Supplier<Status> client;
    private Status status;
    private String version = "";
    private boolean telling;

    /**
     * @param emit to OpenFeature, which tells each event on a thread of its own: the next one must wait, or could overtake it
     * @param teller runs who waits for that, seldom and one at a time
     */
    Condition(BiFunction<ProviderEvent, ProviderEventDetails, Awaitable> emit, Executor teller) {
        this.emit = emit;
        this.teller = teller;
    }

    @Override
    public synchronized void rulesetApplied(Status then) {
        String before = version;
        look();
        if (told != null && !before.isEmpty() && !before.equals(version)) {
            emit.apply(ProviderEvent.PROVIDER_CONFIGURATION_CHANGED, details(null));
        }
    }

    @Override
    public synchronized void stateChanged(Status then) {
        look();
    }

    /** Ends the initialisation: success is what OpenFeature takes for READY, anything else the caller throws. */
    synchronized State initialised(Supplier<Status> asked) {
        client = asked;
        look();
        told = now == State.STALE ? State.READY : now;
        return now;
    }

    /** Tells what has not been told yet. */
    void settle() {
        if (told != now) {
            tell();
        }
    }

    /** From now on nothing is told: the provider is shut down. */
    synchronized void silence() {
        told = null;
    }

    /** How the client stands now: what is heard may be older than that, by as much as an initialisation takes. */
    private void look() {
        if (client != null) {
            status = client.get();
            version = status.source() == Source.NONE ? "" : status.epoch() + "-" + status.revision();
            now = state(status);
            tell();
        }
    }

    private synchronized void tell() {
        if (told != null && told != now && !telling) {
            telling = true;
            teller.execute(this::tellAll);
        }
    }

    private void tellAll() {
        try {
            for (State next = next(); next != null; next = next()) {
                emit.apply(next.event, details(next.code)).await();
            }
        } catch (RejectedExecutionException shutDown) {
            // Nobody listens any more.
        }
    }

    private synchronized State next() {
        telling = told != null && told != now;
        if (telling) {
            told = now;
        }
        return telling ? now : null;
    }

    private State state(Status next) {
        if (next.state() == ConnectionState.CLOSED) {
            return State.FATAL;
        }
        if (next.source() == Source.NONE) {
            return State.ERROR;
        }
        boolean old = next.source() == Source.FILE || next.source() == Source.BOOTSTRAP;
        if (next.state() == ConnectionState.CONNECTING && !old) {
            // The stream is lost since a moment ago: decisions are not stale yet, or are so still.
            return now == State.STALE ? State.STALE : State.READY;
        }
        return old || next.state() == ConnectionState.OFFLINE ? State.STALE : State.READY;
    }

    private synchronized ProviderEventDetails details(ErrorCode code) {
        return ProviderEventDetails.builder()
                .message(status.toString())
                .errorCode(code)
                .eventMetadata(ImmutableMetadata.builder()
                        .addString("source", status.source().name())
                        .addString("version", version)
                        .addLong("revision", status.revision())
                        .build())
                .build();
    }
}
