package dev.banyan.chaos;

import dev.banyan.harness.RunFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/** The SDK of the previous build, beside today's in the same process: its classes, and those of ours that call it, are this loader's own. */
final class PreviousSdk extends URLClassLoader implements Sdk {

    private static final List<String> ITS_OWN = List.of(
            "dev.banyan.sdk.",
            "dev.banyan.evaluation.",
            "dev.banyan.wire.",
            SdkService.class.getName(),
            Caller.class.getName());

    PreviousSdk(Path classes) {
        super(new URL[] {url(classes), ours()}, PreviousSdk.class.getClassLoader());
    }

    @Override
    public Service start(String instance, String url, String sdkKey, Path cache) {
        try {
            return (Service) loadClass(SdkService.class.getName())
                    .getMethod("start", String.class, String.class, String.class, Path.class)
                    .invoke(null, instance, url, sdkKey, cache);
        } catch (ReflectiveOperationException failed) {
            throw new RunFailure("The SDK of the previous build does not start: " + failed.getCause() + ".", failed);
        }
    }

    @Override
    public void close() {
        try {
            super.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Its own first: the parent has today's under the same names. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (ITS_OWN.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }

    private static URL ours() {
        return SdkService.class.getProtectionDomain().getCodeSource().getLocation();
    }

    private static URL url(Path classes) {
        try {
            return classes.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
