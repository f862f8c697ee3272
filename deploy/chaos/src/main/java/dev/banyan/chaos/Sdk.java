package dev.banyan.chaos;

import java.nio.file.Path;

/** What services are made with: a release of the SDK. */
@FunctionalInterface
interface Sdk {

    Service start(String instance, String url, String sdkKey, Path cache);
}
