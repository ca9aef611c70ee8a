package city.pishkhan.platform.startup.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.launch.Framework;

/** Tests the class-loading locks on the same OSGi framework that the hub uses. */
class ClassLockPatcherTest {
    private static final long DEFINITION_MILLIS = 1_500;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch defining = new CountDownLatch(1);
    private final ClassLockPatcher patcher = new ClassLockPatcher();
    private Framework framework;

    /** Parent class in a bundle, whose child class is in the same bundle. */
    public static class Parent {}

    public static final class Wanted extends Parent {}

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory().newFramework(Map.of("org.osgi.framework.storage", folder.toString()));
        framework.start();
    }

    @AfterEach
    void stop() throws Exception {
        threads.shutdownNow();
        framework.stop();
        framework.waitForStop(10_000);
    }

    /** Delays the definition of the child class while its parent class is loaded. */
    private void delayDefinitions() {
        WeavingHook slow = woven -> {
            if (woven.getClassName().equals(Parent.class.getName())) {
                defining.countDown();
                Awaitility.await()
                        .pollDelay(Duration.ofMillis(DEFINITION_MILLIS))
                        .until(() -> true);
            }
        };
        framework.getBundleContext().registerService(WeavingHook.class, slow, null);
    }

    private Bundle bundle() throws Exception {
        Bundle bundle = framework.getBundleContext().installBundle("test:wanted", jar());
        bundle.start();
        return bundle;
    }

    private static InputStream jar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "wanted");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Class<?> type : List.of(Parent.class, Wanted.class)) {
                String entry = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new ZipEntry(entry));
                jar.write(type.getClassLoader().getResourceAsStream(entry).readAllBytes());
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** @return milliseconds of processor time that the second thread needed to get the class */
    private long second(Bundle bundle) throws Exception {
        CompletableFuture<Class<?>> first = CompletableFuture.supplyAsync(() -> load(bundle), threads);
        assertTrue(defining.await(10, TimeUnit.SECONDS));
        CompletableFuture<Long> millis = CompletableFuture.supplyAsync(
                () -> {
                    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                    Class<?> same = load(bundle);
                    long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                    assertEquals(first.join(), same);
                    return TimeUnit.NANOSECONDS.toMillis(after - before);
                },
                threads);
        return millis.get(30, TimeUnit.SECONDS);
    }

    private static Class<?> load(Bundle bundle) {
        try {
            return bundle.loadClass(Wanted.class.getName());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void concurrentClassLoadWaitsForDefiningThread() throws Exception {
        patcher.start(framework.getBundleContext());
        delayDefinitions();
        long millis = second(bundle());
        assertTrue(millis < DEFINITION_MILLIS / 10, () -> millis + " ms");
    }

    /**
     * The lock also works for a bundle that was resolved earlier, as after a restart, where all bundles are resolved
     * before the first one starts.
     */
    @Test
    void patchesBundleThatWasResolvedEarlier() throws Exception {
        Bundle bundle = bundle();
        patcher.start(framework.getBundleContext());
        delayDefinitions();
        long millis = second(bundle);
        assertTrue(millis < DEFINITION_MILLIS / 10, () -> millis + " ms");
    }

    /**
     * Shows the problem that {@code ClassLockPatcher} solves. If this test fails, the framework has been fixed and that
     * class can be removed.
     */
    @Test
    void unpatchedFrameworkMakesWaitingThreadsSpin() throws Exception {
        delayDefinitions();
        long millis = second(bundle());
        // the limit is far below the time of the definition, because a spinning thread may get little processor time on
        // a busy machine
        assertTrue(millis > DEFINITION_MILLIS / 30, () -> millis + " ms");
    }

    @Test
    void interruptIsKeptWhileWaitingForClass() throws Exception {
        patcher.start(framework.getBundleContext());
        delayDefinitions();
        Bundle bundle = bundle();
        CompletableFuture<Class<?>> first = CompletableFuture.supplyAsync(() -> load(bundle), threads);
        assertTrue(defining.await(10, TimeUnit.SECONDS));
        CompletableFuture<Boolean> interrupted = CompletableFuture.supplyAsync(
                () -> {
                    Thread.currentThread().interrupt();
                    assertEquals(load(bundle), first.join());
                    return Thread.interrupted();
                },
                threads);
        assertTrue(interrupted.get(30, TimeUnit.SECONDS));
    }

    @Test
    void stoppedPatcherPatchesNothing() throws Exception {
        patcher.start(framework.getBundleContext());
        patcher.stop(framework.getBundleContext());
        delayDefinitions();
        long millis = second(bundle());
        assertTrue(millis > DEFINITION_MILLIS / 30, () -> millis + " ms");
    }
}
