package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An application that is redeployed takes its copy of the SDK with it: a closed client holds on to nothing. */
class UnloadingTest extends Scenario {
    @Test
    void a_closed_client_lets_its_class_loader_go() throws Exception {
        List<Thread> before = threads();
        server.publish(TestRuleset.at(1).with("orders.get", 1_000_000).pinning(300, "secret-of-the-environment-0001"));
        server.start();
        Deployed deployed = new Deployed();
        WeakReference<ClassLoader> loader = new WeakReference<>(deployed.loader);

        deployed.useAndClose();
        System.gc();
        assertThat(loader.get()).as("held while somebody holds a handle").isNotNull();

        deployed.handle = null;
        deployed.loader = null;
        eventually("unloaded", () -> {
            System.gc();
            return loader.get() == null;
        });
        assertThat(threads()).isSubsetOf(before);
        assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(null, null))
                .noneMatch(name -> name.toString().contains("banyan"));
    }

    /** The SDK in a class loader of its own, used by reflection only. */
    private final class Deployed {
        private ClassLoader loader;
        private Object handle;

        Deployed() {
            URL sdk = Banyan.class.getProtectionDomain().getCodeSource().getLocation();
            loader = new URLClassLoader(new URL[] {sdk}, ClassLoader.getPlatformClassLoader());
        }

        void useAndClose() throws ReflectiveOperationException, IOException {
            Object builder = type("sdk.Banyan").getMethod("builder").invoke(null);
            call(builder, "url", String.class, server.url());
            call(builder, "sdkKey", String.class, KEY);
            call(builder, "application", String.class, "shop");
            call(builder, "cacheDirectory", java.nio.file.Path.class, cache);
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
            call(
                    banyan,
                    "accept",
                    String.class,
                    pins.getClass().getMethod("toHeader").invoke(pins));
        }

        private Class<?> type(String name) throws ClassNotFoundException {
            return Class.forName("dev.banyan." + name, true, loader);
        }

        private static Object call(Object target, String method, Class<?> type, Object argument)
                throws ReflectiveOperationException {
            return target.getClass().getMethod(method, type).invoke(target, argument);
        }
    }
}
