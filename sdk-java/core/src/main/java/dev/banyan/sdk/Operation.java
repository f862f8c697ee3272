package dev.banyan.sdk;

/** What a measured call did. */
public enum Operation {
    /** Asks for data. */
    READ("read"),
    /** Changes data. */
    WRITE("write"),
    /** Neither clearly a read nor a write, such as a whole request that was passed on. */
    CALL("call");

    private final String key;

    Operation(String key) {
        this.key = key;
    }

    /** The name used on the wire. */
    public String key() {
        return key;
    }
}
