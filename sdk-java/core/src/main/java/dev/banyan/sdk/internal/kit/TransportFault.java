package dev.banyan.sdk.internal.kit;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Why one exchange with the control plane failed, and how to treat it. Immutable; its message never holds the key. */
public final class TransportFault extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean lasting;
    private final long retryAfterMillis;

    private TransportFault(String message, Throwable cause, int status, boolean lasting, long retryAfterMillis) {
        super(message, cause);
        this.status = status;
        this.lasting = lasting;
        this.retryAfterMillis = retryAfterMillis;
    }

    /** A fault of the line or of the answer's form; tried again soon. */
    public static TransportFault passing(String message) {
        return new TransportFault(message, null, 0, false, 0);
    }

    /** An HTTP status that is not the one hoped for. */
    public static TransportFault status(int status, String what, long retryAfterMillis) {
        boolean lasting = status == 401 || status == 403;
        return new TransportFault(
                what + " answered " + status + remedy(status), null, status, lasting, retryAfterMillis);
    }

    /** Sorts anything that was thrown into passing and lasting. */
    public static TransportFault of(Throwable thrown) {
        if (thrown instanceof TransportFault) {
            return (TransportFault) thrown;
        }
        String message =
                thrown.getClass().getSimpleName() + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage());
        return new TransportFault(message, thrown, 0, distrust(thrown), 0);
    }

    /** True when the server has understood the request and calls its content wrong: the same again would fare no better. */
    public boolean rejectsContent() {
        return status == 400 || status == 413 || status == 422;
    }

    /** True when only a person can mend it (key, certificate): tried again slowly, but for ever. */
    public boolean lasting() {
        return lasting;
    }

    /** What the server asked to wait, bounded; 0 when it did not ask. */
    public long retryAfterMillis() {
        return retryAfterMillis;
    }

    private static String remedy(int status) {
        if (status == 401 || status == 403) {
            return ": check that the SDK key is of this environment and not revoked";
        }
        return status >= 300 && status < 400 ? ": redirects are not followed, set url to the final address" : "";
    }

    /** A handshake that was cut off is a server on its way down; one that ended in distrust is a lasting fault. */
    private static boolean distrust(Throwable thrown) {
        boolean handshake = thrown instanceof SSLHandshakeException || thrown instanceof SSLPeerUnverifiedException;
        for (Throwable cause = thrown.getCause(); handshake && cause != null; cause = cause.getCause()) {
            handshake = !(cause instanceof EOFException || cause instanceof SocketException);
        }
        return handshake;
    }
}
