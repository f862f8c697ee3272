package dev.banyan.sdk.openfeature;

import dev.banyan.sdk.BanyanListener;
import dev.banyan.sdk.ConnectionState;
import dev.banyan.sdk.Source;
import dev.banyan.sdk.Status;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.ProviderEvent;
import dev.openfeature.sdk.ProviderEventDetails;
import java.util.function.BiConsumer;

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

    private final BiConsumer<ProviderEvent, ProviderEventDetails> emit;
    private volatile State now = State.ERROR;
    private volatile State told;
    private Status status;
    private String version = "";

    Condition(BiConsumer<ProviderEvent, ProviderEventDetails> emit) {
        this.emit = emit;
    }

    @Override
    public synchronized void rulesetApplied(Status next) {
        String before = version;
        hear(next);
        if (told != null && !before.isEmpty() && !before.equals(version)) {
            emit.accept(ProviderEvent.PROVIDER_CONFIGURATION_CHANGED, details(null));
        }
    }

    @Override
    public synchronized void stateChanged(Status next) {
        hear(next);
    }

    /** Ends the initialisation: success is what OpenFeature takes for READY, anything else the caller throws. */
    synchronized State initialised(Status next) {
        hear(next);
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

    private void hear(Status next) {
        status = next;
        version = next.source() == Source.NONE ? "" : next.epoch() + "-" + next.revision();
        now = state(next);
        tell();
    }

    private synchronized void tell() {
        if (told != null && told != now) {
            told = now;
            emit.accept(now.event, details(now.code));
        }
    }

    private State state(Status next) {
        // Whatever was on its way when the client was closed may be heard after it.
        if (now == State.FATAL || next.state() == ConnectionState.CLOSED) {
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

    private ProviderEventDetails details(ErrorCode code) {
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
