package dev.banyan.sdk.internal.kit;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * The kinds of errors of one route and side: {@link #MOST} of them have a name, all others are {@code other}. A kind that was not heard of
 * for a batch makes room for another one. Thread-safe.
 */
public final class ErrorKinds {
    public static final int MOST = 4;
    public static final String OTHER = "other";
    private static final int LONGEST = 60;

    private final Names names = new Names(MOST);
    /** Of the thread that drains. */
    private final boolean[] heard = new boolean[MOST];

    /** The number of a kind, {@link #MOST} for others; negative for an unnamed one. */
    public int of(String kind) {
        if (kind == null) {
            return -1;
        }
        return usable(kind) ? names.of(kind) : MOST;
    }

    /** The name of a kind that was counted; null for others. Called by the thread that drains. */
    public String heard(int number) {
        String name = number == MOST ? null : names.get(number);
        if (name != null) {
            heard[number] = true;
        }
        return name;
    }

    /** Called after all cells of the side were drained. */
    public void forgetSilent() {
        for (int i = 0; i < MOST; i++) {
            if (!heard[i]) {
                names.free(i);
            }
            heard[i] = false;
        }
    }

    /** The simple name of the class of what went wrong, not its message, which may be personal; null for null. */
    public static String named(Throwable thrown) {
        if (thrown == null) {
            return null;
        }
        String name = cause(thrown).getClass().getName();
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    /** What went wrong, without the wrapping that threads put around it. */
    public static Throwable cause(Throwable thrown) {
        boolean wrapped = thrown instanceof CompletionException || thrown instanceof ExecutionException;
        return wrapped && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** A word, not a sentence. */
    private static boolean usable(String kind) {
        boolean usable = !kind.isEmpty() && kind.length() <= LONGEST;
        for (int i = 0; usable && i < kind.length(); i++) {
            char c = kind.charAt(i);
            usable = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || "._-".indexOf(c) >= 0;
        }
        return usable;
    }
}
