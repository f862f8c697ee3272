package dev.banyan.java8;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.sdk.Banyan;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is redeployed takes its copy of the SDK with it: nothing in the JVM holds on to a closed client. */
class UnloadingTest {
    private static final Logger LOGGER = Logger.getLogger("dev.banyan.sdk");

    @TempDir
    Path cache;

    @Test
    void a_closed_client_lets_its_class_loader_go() throws Exception {
        LOGGER.setLevel(Level.OFF);
        try (Plane plane = new Plane(true, 1_000_000)) {
            Deployed deployed = new Deployed();
            WeakReference<ClassLoader> loader = new WeakReference<>(deployed.loader);
            deployed.useAndClose(plane.url());
            System.gc();
            assertThat(loader.get()).as("held while somebody holds a handle").isNotNull();

            deployed.handle = null;
            deployed.loader = null;

            Eventually.holds("unloaded, and so without threads, thread locals and hooks", () -> {
                System.gc();
                return loader.get() == null;
            });
            assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(null, null))
                    .noneMatch(name -> name.toString().contains("banyan"));
        }
    }

    /** The SDK in a class loader of its own, used by reflection only. */
    private final class Deployed {
        private ClassLoader loader;
        private Object handle;

        Deployed() {
            URL sdk = Banyan.class.getProtectionDomain().getCodeSource().getLocation();
            loader = new URLClassLoader(
                    new URL[] {sdk}, ClassLoader.getSystemClassLoader().getParent());
        }

        void useAndClose(String url) throws ReflectiveOperationException {
            Object builder = type("sdk.Banyan").getMethod("builder").invoke(null);
            call(builder, "url", String.class, url);
            call(builder, "sdkKey", String.class, "bny_sdk_0123456789abcdefghijABCDEFGHIJ01abcdef");
            call(builder, "application", String.class, "shop");
            call(builder, "cacheDirectory", Path.class, cache);
            Object banyan = builder.getClass().getMethod("build").invoke(builder);
            assertThat(banyan).isNotInstanceOf(Banyan.class);
            assertThat(call(banyan, "awaitReady", Duration.class, Duration.ofSeconds(60)))
                    .isEqualTo(true);
            handle = call(banyan, "route", String.class, "orders.get");
            decide(banyan);
            banyan.getClass().getMethod("close").invoke(banyan);
        }

        private void decide(Object banyan) throws ReflectiveOperationException {
            Class<?> context = type("evaluation.Context");
            Object ana = context.getMethod("of", String.class).invoke(null, "ana");
            Object decision = call(handle, "decide", context, ana);
            assertThat(decision.toString()).contains("complete");
            Object pins = call(banyan, "pin", type("evaluation.Decision"), decision);
            Object header = pins.getClass().getMethod("toHeader").invoke(pins);
            assertThat(call(banyan, "accept", String.class, header).toString()).contains("orders.get");
        }

        private Class<?> type(String name) throws ClassNotFoundException {
            return Class.forName("dev.banyan." + name, true, loader);
        }

        private Object call(Object target, String method, Class<?> type, Object argument)
                throws ReflectiveOperationException {
            return target.getClass().getMethod(method, type).invoke(target, argument);
        }
    }
}
