package city.pishkhan.deployment.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.bundleguard.BundleGuard.SetAside;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Tests bundles that an operator installs by Karaf's own commands, features and KARs, and a crash while such a bundle
 * starts.
 */
class KarafInstalledBundlesTest {
    private static final String HANGS = "city.hangs";

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void distribution() throws Exception {
        home = folder.resolve("hub");
        GuardedFramework.accept(home.resolve("system"), "guard");
        GuardedFramework.accept(home.resolve("system"), "core");
    }

    private GuardedFramework crashed(int number, Hub actions) throws Exception {
        Path copy = folder.resolve("copy" + number);
        try (GuardedFramework hub = new GuardedFramework(home)) {
            actions.run(hub);
            GuardedFramework.copy(home, copy);
        }
        return new GuardedFramework(copy);
    }

    private interface Hub {
        void run(GuardedFramework hub) throws Exception;
    }

    private static byte[] jar(String name, Class<? extends org.osgi.framework.BundleActivator> activator) {
        return GuardedFramework.jar(name, "1", activator);
    }

    private static Thread startHanging(Bundle bundle, Hub start, GuardedFramework hub) {
        Thread thread = new Thread(
                () -> {
                    try {
                        start.run(hub);
                    } catch (Exception e) {
                        // the framework of this test has stopped
                        thread().interrupt();
                    }
                },
                "starts " + bundle.getSymbolicName());
        thread.setDaemon(true);
        thread.start();
        Awaitility.await().until(() -> bundle.getState() == Bundle.STARTING);
        return thread;
    }

    private static Thread thread() {
        return Thread.currentThread();
    }

    private static void assertSetAside(GuardedFramework hub) {
        Awaitility.await().until(() -> hub.guard.starting().isEmpty());
        assertEquals(
                List.of(HANGS),
                hub.guard.bundlesSetAside().stream().map(SetAside::bundle).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mvn:org.operator/hangs/1",
                "mvn:org.operator/hangs/1/jar/osgi",
                "wrap:mvn:org.operator/hangs/1$Bundle-Version=1",
                "mvn:https://operator.example@id=x!org.operator/hangs/1",
                "blueprint:file:/opt/hangs.xml"
            })
    void bundlesOfFeatureOrKarCannotBlockNextStart(String location) throws Exception {
        try (GuardedFramework hub = crashed(1, before -> {
            Bundle bundle = before.install(location, jar(HANGS, TestActivators.Hanging.class), false);
            Thread starts = startHanging(bundle, any -> bundle.start(), before);
            starts.interrupt();
            starts.join();
        })) {
            assertSetAside(hub);
        }
    }

    @Test
    void updatedDistributionBundleCannotBlockNextStart() throws Exception {
        try (GuardedFramework hub = crashed(1, before -> {
            Bundle bundle = before.install("mvn:city/core/1", jar(HANGS, TestActivators.Good.class), false);
            bundle.adapt(BundleStartLevel.class).setStartLevel(80);
            bundle.start();
            Thread starts = startHanging(
                    bundle,
                    any -> bundle.update(new ByteArrayInputStream(jar(HANGS, TestActivators.Hanging.class))),
                    before);
            starts.interrupt();
            starts.join();
        })) {
            assertSetAside(hub);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void frameworkStartsDistributionBundles(boolean isKar) throws Exception {
        if (isKar) {
            home = folder.resolve("stock");
            GuardedFramework.accept(home.resolve("kar/pishkhan"), "guard");
            GuardedFramework.accept(home.resolve("kar/pishkhan"), "core");
            GuardedFramework.accept(home.resolve("kar/other"), "added");
        }
        try (GuardedFramework hub = crashed(1, before -> {
            before.install("mvn:city/core/1", jar("city.core", TestActivators.Good.class), true);
            before.install("mvn:city/added/1", jar("city.added", TestActivators.Good.class), true);
        })) {
            Awaitility.await().until(() -> hub.guard.starting().isEmpty());
            Bundle core = hub.bundle("city.core").orElseThrow();
            Bundle added = hub.bundle("city.added").orElseThrow();
            assertEquals(Bundle.ACTIVE, core.getState());
            assertTrue(core.adapt(BundleStartLevel.class).isPersistentlyStarted(), "the framework starts it");
            assertEquals(Bundle.ACTIVE, added.getState());
            assertFalse(added.adapt(BundleStartLevel.class).isPersistentlyStarted(), "the guard starts it");
        }
    }
}
