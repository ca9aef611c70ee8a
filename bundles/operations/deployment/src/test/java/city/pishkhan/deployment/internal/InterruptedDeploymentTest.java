package city.pishkhan.deployment.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.deployment.internal.model.Deployable;
import city.pishkhan.platform.bundleguard.BundleGuard.Reason;
import city.pishkhan.platform.bundleguard.BundleGuard.SetAside;
import city.pishkhan.platform.bundleguard.DurableFiles;
import city.pishkhan.stubs.Stubs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Tests that a hub that crashes at any moment of a deployment starts with the previous version, or with a verified new
 * one.
 */
class InterruptedDeploymentTest {
    private static final UnaryOperator<Deployable> UNWATCHED = target -> target;

    @TempDir
    Path folder;

    /**
     * Names of the copies of the disk, in order; {@code true} if the deployment was complete when the copy was made.
     */
    private final Map<String, Boolean> killed = new LinkedHashMap<>();

    private void kill(GuardedFramework hub, String moment, boolean over) {
        String name = "%02d-%s".formatted(killed.size(), moment);
        GuardedFramework.copy(hub.home, folder.resolve(name));
        killed.put(name, over);
    }

    /** Copies the disk at an event, except at events of resolving, which change nothing on disk. */
    private void killAt(GuardedFramework hub, BundleEvent event) {
        if (event.getType() != BundleEvent.RESOLVED && event.getType() != BundleEvent.UNRESOLVED) {
            kill(hub, name(event), false);
        }
    }

    static Stream<Arguments> versions() {
        return Stream.of(true, false).flatMap(replaces -> Stream.of(
                        TestActivators.Good.class,
                        TestActivators.Failing.class,
                        TestActivators.Hanging.class,
                        TestActivators.Uninterruptible.class)
                .map(activator -> Arguments.of(replaces, activator)));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void interruptedBundleDeploymentIsUndone(boolean replaces, Class<? extends BundleActivator> activator)
            throws Exception {
        String before = replaces ? "1.0.0" : "none";
        Entry outcome;
        try (GuardedFramework hub = new GuardedFramework(folder.resolve("hub"))) {
            hub.install("mvn:city/other/1", GuardedFramework.jar("city.other", "1", TestActivators.Good.class), true);
            if (replaces) {
                // installed with autostart, as by a feature
                hub.install("mvn:city/deployed/1.0.0", jar("1.0.0", TestActivators.Good.class), true);
            }
            SynchronousBundleListener watch = event -> killAt(hub, event);
            hub.framework.getBundleContext().addBundleListener(watch);
            outcome = hub.deploy(jar("2.0.0", activator), Effect.SWITCHED, target -> watched(hub, target));
            hub.framework.getBundleContext().removeBundleListener(watch);
            kill(hub, "found", true);
            hub.record(outcome);
            kill(hub, "told", true);
        }
        boolean stuck = outcome.effect() == Effect.STUCK;
        assertTrue(expectedEffects(activator).contains(outcome.effect()), outcome::toString);
        assertTrue(killed.size() >= 6, killed::toString);
        String after = outcome.effect() == Effect.SWITCHED ? "2.0.0" : before;
        for (Map.Entry<String, Boolean> one : killed.entrySet()) {
            boolean over = one.getValue();
            try (GuardedFramework hub = new GuardedFramework(folder.resolve(one.getKey()))) {
                Awaitility.await(one.getKey()).until(() -> hub.guard.starting().isEmpty());
                assertEquals(over ? after : before, hub.runningVersion(), one.getKey());
                List<Effect> told =
                        hub.history.all().stream().map(Entry::effect).toList();
                if (!over) {
                    assertEquals(List.of(Effect.INTERRUPTED), told, one.getKey());
                } else if (!stuck) {
                    assertEquals(List.of(outcome), hub.history.all(), one.getKey());
                } else {
                    assertEquals(Effect.WENT_BACK, told.get(told.size() - 1), one.getKey());
                }
                assertEquals(List.of(), hub.guard.bundlesSetAside(), one.getKey());
                assertEquals(List.of(), hub.unfinished.open());
                assertEquals(List.of(), hub.unfinished.finished());
                hub.bundle(GuardedFramework.NAME)
                        .ifPresent(bundle -> assertFalse(
                                bundle.adapt(BundleStartLevel.class).isPersistentlyStarted(), one.getKey()));
            }
        }
    }

    /**
     * Returns the permitted effects. A hanging start may also end as STUCK, because a busy machine may end it too late.
     */
    private static Set<Effect> expectedEffects(Class<? extends BundleActivator> activator) {
        if (activator == TestActivators.Good.class) {
            return Set.of(Effect.SWITCHED);
        }
        if (activator == TestActivators.Uninterruptible.class) {
            return Set.of(Effect.STUCK);
        }
        return activator == TestActivators.Hanging.class
                ? Set.of(Effect.WENT_BACK, Effect.STUCK)
                : Set.of(Effect.WENT_BACK);
    }

    private static String name(BundleEvent event) {
        return event.getBundle().getSymbolicName() + "-" + event.getType();
    }

    private static byte[] jar(String version, Class<? extends BundleActivator> activator) {
        return GuardedFramework.jar(GuardedFramework.NAME, version, activator);
    }

    /** Copies the disk around each call that changes something. */
    private Deployable watched(GuardedFramework hub, Deployable target) {
        return Stubs.intercept(Deployable.class, (proxy, method, arguments) -> {
            boolean put = method.getName().equals("put");
            try {
                if (put) {
                    kill(hub, "recorded", false);
                }
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            } finally {
                if (put) {
                    kill(hub, "switched", false);
                }
            }
        });
    }

    private static byte[] kar(String version, Map<String, byte[]> jars, String configuration) throws IOException {
        StringBuilder bundles = new StringBuilder();
        jars.keySet().forEach(name -> bundles.append("<bundle>mvn:city/%s/%s</bundle>".formatted(name, version)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("repository/features.xml"));
            out.write(
                    """
                    <features xmlns="http://karaf.apache.org/xmlns/features/v1.6.0" name="deployed">
                      <feature name="deployed" version="%s">%s%s</feature>
                    </features>
                    """
                            .formatted(version, configuration, bundles)
                            .getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> one : jars.entrySet()) {
                out.putNextEntry(
                        new ZipEntry("repository/city/%1$s/%2$s/%1$s-%2$s.jar".formatted(one.getKey(), version)));
                out.write(one.getValue());
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(classes = {TestActivators.Good.class, TestActivators.Hanging.class})
    void interruptedFeatureDeploymentIsUndone(Class<? extends BundleActivator> activator) throws Exception {
        byte[] helper = GuardedFramework.jar("city.helper", "1", TestActivators.Good.class);
        byte[] extra = GuardedFramework.jar("city.extra", "1", TestActivators.Good.class);
        byte[] first = kar("1.0.0", Map.of("deployed", jar("1.0.0", TestActivators.Good.class), "helper", helper), "");
        byte[] second = kar(
                "2.0.0",
                Map.of("deployed", jar("2.0.0", activator), "extra", extra),
                "<config name=\"city.extra\">a = b</config>");
        Entry outcome;
        try (GuardedFramework hub = new GuardedFramework(
                folder.resolve("hub"),
                activator == TestActivators.Good.class ? GuardedFramework.LONG_LIMIT : GuardedFramework.LIMIT)) {
            hub.record(hub.deploy(hub.feature(), first, Effect.SWITCHED));
            SynchronousBundleListener watch = event -> killAt(hub, event);
            hub.framework.getBundleContext().addBundleListener(watch);
            outcome = hub.deploy(watched(hub, hub.feature()), second, Effect.SWITCHED);
            hub.framework.getBundleContext().removeBundleListener(watch);
            kill(hub, "found", true);
        }
        boolean good = outcome.effect() == Effect.SWITCHED;
        assertEquals(activator == TestActivators.Good.class, good, outcome::toString);
        // on a busy machine the rollback can exceed its limit; the next start then completes the rollback
        Effect recorded = outcome.effect() == Effect.STUCK ? Effect.WENT_BACK : outcome.effect();
        for (Map.Entry<String, Boolean> one : killed.entrySet()) {
            boolean switched = one.getValue() && good;
            Path home = folder.resolve(one.getKey());
            // the recorded steps contain absolute paths, so the copy must have the original path
            Path hubHome = folder.resolve("hub");
            DurableFiles.delete(hubHome);
            Files.move(home, hubHome);
            try (GuardedFramework hub = new GuardedFramework(folder.resolve("hub"))) {
                Awaitility.await(one.getKey()).until(() -> hub.guard.starting().isEmpty());
                assertEquals(switched ? "2.0.0" : "1.0.0", hub.runningVersion(), one.getKey());
                assertEquals(switched, hub.bundle("city.helper").isEmpty(), one.getKey());
                assertEquals(switched, hub.bundle("city.extra").isPresent(), one.getKey());
                assertEquals(switched, Files.exists(hub.etc().resolve("city.extra.cfg")), one.getKey());
                assertArrayEquals(switched ? second : first, Files.readAllBytes(hub.running()), one.getKey());
                List<Entry> all = hub.history.all();
                assertEquals(
                        one.getValue() ? recorded : Effect.INTERRUPTED,
                        all.get(all.size() - 1).effect(),
                        one.getKey());
            }
        }
    }

    @Test
    void hangingBundleIsSetAsideAndOthersStart() throws Exception {
        try (GuardedFramework hub = new GuardedFramework(folder.resolve("hub"))) {
            hub.install(
                    "deployment:city.first", GuardedFramework.jar("city.first", "1", TestActivators.Good.class), true);
            installGuarded(hub, "deployment:city.hangs", "city.hangs", TestActivators.Hanging.class);
            installGuarded(hub, "deployment:city.deaf", "city.deaf", TestActivators.Uninterruptible.class);
            installGuarded(hub, "deployment:city.fails", "city.fails", TestActivators.Failing.class);
            hub.install(
                    "file:/somewhere/last.jar",
                    GuardedFramework.jar("city.last", "1", TestActivators.Good.class),
                    true);
        }
        for (int start = 1; start <= 2; start++) {
            try (GuardedFramework hub = new GuardedFramework(folder.resolve("hub"))) {
                Awaitility.await("start " + start)
                        .until(() -> hub.guard.starting().isEmpty());
                assertEquals(
                        Map.of("city.hangs", Reason.HANGS, "city.deaf", Reason.HANGS, "city.fails", Reason.FAILS),
                        hub.guard.bundlesSetAside().stream()
                                .collect(java.util.stream.Collectors.toMap(SetAside::bundle, SetAside::reason)));
                for (String name : List.of("city.first", "city.last")) {
                    assertEquals(
                            org.osgi.framework.Bundle.ACTIVE,
                            hub.bundle(name).orElseThrow().getState(),
                            name);
                }
            }
        }
        try (GuardedFramework hub = new GuardedFramework(folder.resolve("hub"), true)) {
            assertTrue(hub.guard.starting().isEmpty());
            assertEquals(5, hub.guard.bundlesSetAside().size());
            assertEquals(
                    org.osgi.framework.Bundle.INSTALLED,
                    hub.bundle("city.first").orElseThrow().getState(),
                    "safe mode");
        }
    }

    /** Installs a bundle with the autostart setting that a crash during a start leaves. */
    private static void installGuarded(
            GuardedFramework hub, String location, String name, Class<? extends BundleActivator> activator)
            throws Exception {
        hub.guard.guard(hub.install(location, GuardedFramework.jar(name, "1", activator), false));
    }

    @Test
    void bundleStoppedByOperatorStaysStopped() throws Exception {
        try (GuardedFramework hub = new GuardedFramework(folder.resolve("hub"))) {
            hub.install(
                    "deployment:city.first", GuardedFramework.jar("city.first", "1", TestActivators.Good.class), true);
            hub.bundle("city.first").orElseThrow().stop();
            hub.guard.close();
        }
        try (GuardedFramework hub = new GuardedFramework(folder.resolve("hub"))) {
            assertEquals(List.of(), hub.guard.starting());
            assertEquals(
                    org.osgi.framework.Bundle.INSTALLED,
                    hub.bundle("city.first").orElseThrow().getState());
        }
    }

    @Test
    void hangingRollbackIsFinishedAtNextStart() throws Exception {
        try (GuardedFramework hub = new GuardedFramework(folder.resolve("hub"))) {
            hub.install("mvn:city/deployed/1.0.0", jar("1.0.0", TestActivators.Good.class), true);
            hub.record(hub.deploy(jar("2.0.0", TestActivators.Good.class), Effect.SWITCHED, UNWATCHED));
        }
        try (GuardedFramework hub = new GuardedFramework(folder.resolve("hub"))) {
            Awaitility.await().until(() -> hub.runningVersion().equals("2.0.0"));
            hub.record(hub.deploy(jar("3.0.0", TestActivators.Uninterruptible.class), Effect.SWITCHED, UNWATCHED));
            long begin = System.nanoTime();
            Entry back = hub.deploy(jar("1.0.0", TestActivators.Good.class), Effect.ROLLED_BACK, UNWATCHED);
            assertEquals(Effect.STUCK, back.effect());
            assertTrue(back.cause().contains("next restart of the hub"), back.cause());
            assertTrue(System.nanoTime() - begin < 9_000_000_000L, "it stops waiting");
            hub.record(back);
            assertEquals(List.of(back), hub.history.stuck());
        }
        try (GuardedFramework hub = new GuardedFramework(folder.resolve("hub"))) {
            Awaitility.await().until(() -> hub.runningVersion().equals("1.0.0"));
            assertEquals(List.of(), hub.history.stuck());
            List<Entry> all = hub.history.all();
            assertEquals(Effect.ROLLED_BACK, all.get(all.size() - 1).effect());
        }
    }
}
