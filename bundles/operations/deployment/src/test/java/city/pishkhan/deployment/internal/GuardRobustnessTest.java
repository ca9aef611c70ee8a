package city.pishkhan.deployment.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.deployment.internal.bundles.BundleSwitch;
import city.pishkhan.deployment.internal.model.BoundedStep;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.platform.bundleguard.UnfinishedDeployment;
import city.pishkhan.platform.bundleguard.UnfinishedDeployment.Step;
import city.pishkhan.platform.bundleguard.UnfinishedDeployments;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.FrameworkEvent;

/**
 * Tests {@code BundleGuard} together with other software that starts, stops, updates and removes bundles, and with
 * damaged files.
 */
class GuardRobustnessTest {
    private static final String FIRST = "city.first";
    private static final String LOCATION = "deployment:city.first";

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void hub() {
        home = folder.resolve("hub");
    }

    private static byte[] good(String name) {
        return GuardedFramework.jar(name, "1", TestActivators.Good.class);
    }

    private static void awaitStarted(GuardedFramework hub) {
        Awaitility.await().until(() -> hub.guard.starting().isEmpty());
    }

    private static int state(GuardedFramework hub) {
        return hub.bundle(FIRST).map(Bundle::getState).orElse(Bundle.UNINSTALLED);
    }

    private void installFirst() throws Exception {
        try (GuardedFramework hub = new GuardedFramework(home)) {
            hub.install(LOCATION, good(FIRST), true);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {TestActivators.Starter.class, TestActivators.Remover.class})
    void bundleStartedOrRemovedElsewhereDoesNotBlockReadiness(Class<? extends BundleActivator> faster)
            throws Exception {
        GuardedFramework.accept(home.resolve("system"), "guard");
        GuardedFramework.accept(home.resolve("system"), "core");
        installFirst();
        Path copy = folder.resolve("copy");
        try (GuardedFramework hub = new GuardedFramework(home)) {
            awaitStarted(hub);
            hub.install("mvn:city/core/1", GuardedFramework.jar("city.core", "1", faster), true);
            if (hub.bundle(FIRST).isEmpty()) {
                hub.install(LOCATION, good(FIRST), true);
            }
            GuardedFramework.copy(home, copy);
        }
        try (GuardedFramework hub = new GuardedFramework(copy)) {
            awaitStarted(hub);
            assertEquals(faster == TestActivators.Starter.class ? Bundle.ACTIVE : Bundle.UNINSTALLED, state(hub));
        }
    }

    @Test
    void bundleStoppedByDeploymentRestarts() throws Exception {
        try (GuardedFramework hub = new GuardedFramework(home)) {
            Bundle bundle = hub.install(LOCATION, good(FIRST), true);
            Path record = hub.unfinished.begin(record("BUNDLE", FIRST, "", "", List.of()));
            bundle.stop();
            hub.guard.close();
            hub.unfinished.finish(record, "{}");
        }
        try (GuardedFramework hub = new GuardedFramework(home)) {
            awaitStarted(hub);
            assertEquals(Bundle.ACTIVE, state(hub));
        }
    }

    /**
     * The guard does not start a bundle that a deployment has just installed. The bundle could hang in the guard's
     * thread, which the deployment's time limit does not interrupt.
     */
    @Test
    void onlyDeploymentStartsNewlyInstalledBundle() throws Exception {
        installFirst();
        try (GuardedFramework hub = new GuardedFramework(home)) {
            awaitStarted(hub);
            BundleSwitch steps = new BundleSwitch(
                    hub.framework.getBundleContext(), hub.guard, new BoundedStep(Duration.ofSeconds(10)));
            Bundle fresh = steps.install("deployment:city.fresh", good("city.fresh"));
            hub.guard.frameworkEvent(new FrameworkEvent(
                    FrameworkEvent.STARTLEVEL_CHANGED,
                    hub.framework.getBundleContext().getBundle(),
                    null));
            Awaitility.await().during(Duration.ofMillis(500)).until(() -> fresh.getState() != Bundle.ACTIVE);
            steps.start(fresh);
            assertEquals(Bundle.ACTIVE, fresh.getState());
        }
        try (GuardedFramework hub = new GuardedFramework(home)) {
            awaitStarted(hub);
            assertEquals(Bundle.ACTIVE, hub.bundle("city.fresh").orElseThrow().getState());
        }
    }

    @Test
    void bundleUpdatedByFileInstallerRestarts() throws Exception {
        try (GuardedFramework hub = new GuardedFramework(home)) {
            Bundle bundle = hub.install(LOCATION, good(FIRST), true);
            bundle.stop(Bundle.STOP_TRANSIENT);
            bundle.update(new ByteArrayInputStream(good(FIRST)));
            hub.guard.close();
            Awaitility.await().until(() -> state(hub) == Bundle.ACTIVE);
        }
        try (GuardedFramework hub = new GuardedFramework(home)) {
            awaitStarted(hub);
            assertEquals(Bundle.ACTIVE, state(hub));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void startsAllDeployedBundlesWithoutGuardFile(boolean isUnreadable) throws Exception {
        installFirst();
        // the bundle's autostart is on until this start of the hub
        try (GuardedFramework hub = new GuardedFramework(home)) {
            awaitStarted(hub);
        }
        Path file = home.resolve("deployments/guarded");
        Files.delete(file);
        if (isUnreadable) {
            Files.createDirectory(file);
        }
        try (GuardedFramework hub = new GuardedFramework(home)) {
            awaitStarted(hub);
            assertEquals(Bundle.ACTIVE, state(hub));
        }
    }

    /** The guard's file cannot be written, for example because the disk is full. */
    @Test
    void unwritableGuardFileBlocksNoBundle() throws Exception {
        try (GuardedFramework hub = new GuardedFramework(home)) {
            hub.guard.close();
            hub.install("file:/somewhere/a.jar", good("city.a"), true);
            hub.install("mvn:city/other/1", good("city.other"), true);
        }
        Files.createDirectories(home.resolve("deployments/guarded.draft/full"));
        try (GuardedFramework hub = new GuardedFramework(home)) {
            awaitStarted(hub);
            assertEquals(Bundle.ACTIVE, hub.bundle("city.other").orElseThrow().getState());
        }
    }

    /**
     * A bundle is set aside if the hub crashed twice while the bundle was starting. The crash, such as
     * {@code System.exit} in an activator, is simulated by a copy of the disk made during the bundle's start.
     */
    @Test
    void bundleIsSetAsideAfterTwoCrashes() throws Exception {
        try (GuardedFramework hub = new GuardedFramework(home)) {
            hub.guard.guard(
                    hub.install(LOCATION, GuardedFramework.jar(FIRST, "1", TestActivators.Hanging.class), false));
        }
        for (int crash = 1; crash <= 2; crash++) {
            Path next = folder.resolve("crash" + crash);
            try (GuardedFramework hub = new GuardedFramework(home, GuardedFramework.LONG_LIMIT)) {
                Awaitility.await().until(() -> state(hub) == Bundle.STARTING);
                GuardedFramework.copy(home, next);
            }
            home = next;
        }
        try (GuardedFramework hub = new GuardedFramework(home)) {
            Awaitility.await().until(() -> !hub.guard.bundlesSetAside().isEmpty());
            assertEquals(
                    "the hub stopped twice during its start",
                    hub.guard.bundlesSetAside().get(0).cause());
            awaitStarted(hub);
        }
        try (GuardedFramework hub = new GuardedFramework(home)) {
            Awaitility.await().until(() -> state(hub) == Bundle.STARTING);
        }
    }

    private static UnfinishedDeployment record(
            String kind, String name, String sha256, String before, List<Step> steps) {
        return new UnfinishedDeployment(
                "console:sara", kind, name, "/x/" + name, sha256, before, "INTERRUPTED", "", Instant.now(), steps);
    }

    @ParameterizedTest
    @CsvSource({"new, old", "old, old", "mended by an operator, mended by an operator"})
    void undoKeepsFileChangedLater(String present, String expected) throws Exception {
        Path file = folder.resolve("city.pishkhan.gas.cfg");
        byte[] old = "old".getBytes(StandardCharsets.UTF_8);
        Files.writeString(file, present);
        new UnfinishedDeployments(home.resolve("deployments"))
                .begin(record(
                        "CONFIGURATION",
                        file.getFileName().toString(),
                        Sha256.hex("new"),
                        Sha256.hex("old"),
                        List.of(Step.file(file, old))));
        try (GuardedFramework hub = new GuardedFramework(home)) {
            assertEquals(expected, Files.readString(file));
            assertEquals(
                    List.of(Effect.INTERRUPTED),
                    hub.history.all().stream().map(Entry::effect).toList());
        }
    }

    @Test
    void undoDoesNotRestoreDeletedFile() throws Exception {
        Path file = folder.resolve("city.pishkhan.gas.cfg");
        new UnfinishedDeployments(home.resolve("deployments"))
                .begin(record(
                        "CONFIGURATION",
                        file.getFileName().toString(),
                        Sha256.hex("new"),
                        Sha256.hex("old"),
                        List.of(Step.file(file, "old".getBytes(StandardCharsets.UTF_8)))));
        try (GuardedFramework hub = new GuardedFramework(home)) {
            assertEquals(List.of(), hub.unfinished.open());
            assertArrayEquals(new String[] {"hub"}, folder.toFile().list());
        }
    }
}
