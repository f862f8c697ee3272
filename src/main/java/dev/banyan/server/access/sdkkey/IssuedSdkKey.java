package dev.banyan.server.access.sdkkey;

/** A new SDK key. {@code key} is shown this once and cannot be had again. */
public record IssuedSdkKey(String key, SdkKeyView details) {

    @Override
    public String toString() {
        return "IssuedSdkKey[" + details.hint() + "]";
    }
}
