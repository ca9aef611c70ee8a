package city.pishkhan.deployment.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.deployment.Deployments.Effect;
import city.pishkhan.identifiers.Sha256;
import city.pishkhan.platform.bundleguard.AcceptedCode.RefusedBundle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/** A production hub runs only accepted bundles, whichever way they were installed. */
class AcceptedCodeTest {
    private static final String OTHER = "city.other";

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void distribution() throws Exception {
        home = folder.resolve("hub");
        GuardedFramework.accept(home.resolve("system"), "guard");
    }

    private static byte[] jar(String name, String version) {
        return GuardedFramework.jar(name, version, TestActivators.Good.class);
    }

    private static void assertRefused(Bundle bundle) {
        assertThrows(BundleException.class, bundle::start);
        assertEquals(Bundle.INSTALLED, bundle.getState());
    }

    @Test
    void everyBundleRunsBeforeFounding() throws Exception {
        try (GuardedFramework hub = new GuardedFramework(home)) {
            assertEquals(
                    Bundle.ACTIVE,
                    hub.install("file:/deploy/other.jar", jar(OTHER, "1"), true).getState());
        }
    }

    @Test
    void unacceptedBundleIsNotResolvedUntilItsDigestIsAccepted() throws Exception {
        byte[] content = jar(OTHER, "1");
        try (GuardedFramework hub = new GuardedFramework(home)) {
            hub.code.enforce(List.of());
            Bundle bundle = hub.install("file:/deploy/other.jar", content, false);
            assertRefused(bundle);
            RefusedBundle refused = hub.code.refusedBundles().get(0);
            assertEquals(OTHER, refused.bundle());
            assertEquals(Sha256.hex(content), refused.sha256());
            hub.code.accept(Sha256.hex(content));
            bundle.start();
            assertEquals(Bundle.ACTIVE, bundle.getState());
            assertEquals(List.of(), hub.code.refusedBundles());
        }
    }

    @Test
    void acceptanceSurvivesRestart() throws Exception {
        byte[] content = jar(OTHER, "1");
        try (GuardedFramework hub = new GuardedFramework(home)) {
            hub.code.enforce(List.of(Sha256.hex(content)));
        }
        try (GuardedFramework hub = new GuardedFramework(home)) {
            assertTrue(hub.code.isEnforced());
            assertEquals(
                    Bundle.ACTIVE, hub.install("file:/a.jar", content, true).getState());
            assertRefused(hub.install("file:/b.jar", jar("city.third", "1"), false));
        }
    }

    /** A digest that only a node's own file contains must not stay accepted. */
    @Test
    void digestMissingInTwoListsIsRemovedAndItsBundleStops() throws Exception {
        byte[] content = jar(OTHER, "1");
        String sha256 = Sha256.hex(content);
        try (GuardedFramework hub = new GuardedFramework(home)) {
            hub.code.enforce(List.of());
            hub.code.accept(sha256);
            Bundle bundle = hub.install("file:/deploy/other.jar", content, true);
            assertEquals(
                    Set.of(), Set.copyOf(hub.code.enforce(List.of())), "the list may be older than the acceptance");
            assertEquals(Bundle.ACTIVE, bundle.getState());
            assertEquals(Set.of(sha256), Set.copyOf(hub.code.enforce(List.of())));
            Awaitility.await().until(() -> bundle.getState() == Bundle.INSTALLED);
        }
        try (GuardedFramework hub = new GuardedFramework(home)) {
            assertFalse(hub.code.isAccepted(sha256));
        }
    }

    /** The framework starts bundles again that ran when it stopped. */
    @Test
    void refusedBundleDoesNotStartAfterRestart() throws Exception {
        try (GuardedFramework hub = new GuardedFramework(home)) {
            hub.code.enforce(List.of());
            Bundle bundle = hub.install("file:/other.jar", jar(OTHER, "1"), false);
            assertRefused(bundle);
        }
        try (GuardedFramework hub = new GuardedFramework(home)) {
            assertRefused(hub.bundle(OTHER).orElseThrow());
        }
        // Karaf resolves the installed bundles before the guard starts
        try (GuardedFramework hub = new GuardedFramework(home, AcceptedCodeTest::resolveAll)) {
            assertRefused(hub.bundle(OTHER).orElseThrow());
        }
    }

    private static void resolveAll(Framework framework) {
        assertTrue(framework
                .adapt(FrameworkWiring.class)
                .resolveBundles(List.of(framework.getBundleContext().getBundles())));
    }

    @Test
    void updateOfAcceptedBundleIsRefused() throws Exception {
        byte[] content = jar(OTHER, "1");
        try (GuardedFramework hub = new GuardedFramework(home)) {
            hub.code.enforce(List.of(Sha256.hex(content)));
            Bundle bundle = hub.install("file:/a.jar", content, true);
            bundle.stop();
            bundle.update(new ByteArrayInputStream(jar(OTHER, "2")));
            assertRefused(bundle);
        }
    }

    /** A bundle with the location of an artifact of the distribution, but with other content. */
    @Test
    void locationOfDistributionDoesNotHelp() throws Exception {
        byte[] core = jar("city.core", "1");
        Path artifact = home.resolve("system/city/core/1/core-1.jar");
        Files.createDirectories(artifact.getParent());
        Files.write(artifact, core);
        try (GuardedFramework hub = new GuardedFramework(home)) {
            hub.code.enforce(List.of());
            assertRefused(hub.install("mvn:http://example.org!city/core/1", jar(OTHER, "1"), false));
            assertEquals(
                    Bundle.ACTIVE, hub.install("mvn:city/core/1", core, true).getState());
        }
    }

    /** A fragment becomes part of its host and so would run with the host's name. */
    @Test
    void unacceptedFragmentIsNotAttached() throws Exception {
        byte[] content = jar(OTHER, "1");
        byte[] fragment = manifestOnly(Map.of("Bundle-SymbolicName", "city.fragment", "Fragment-Host", OTHER));
        try (GuardedFramework hub = new GuardedFramework(home)) {
            hub.code.enforce(List.of(Sha256.hex(content)));
            Bundle attached = hub.install("file:/fragment.jar", fragment, false);
            hub.install("file:/a.jar", content, true);
            assertEquals(Bundle.INSTALLED, attached.getState());
        }
    }

    /** A declarative service can run without any requirement in the manifest. */
    @Test
    void bundleWithoutRequirementsIsRefused() throws Exception {
        byte[] content = jar(OTHER, "1");
        try (GuardedFramework hub = new GuardedFramework(home)) {
            hub.code.enforce(List.of(Sha256.hex(content)));
            Bundle bare =
                    hub.install("file:/bare.jar", manifestOnly(Map.of("Bundle-SymbolicName", "city.bare")), false);
            assertRefused(bare);
            Bundle accepted = hub.install("file:/a.jar", content, false);
            assertFalse(hub.framework.adapt(FrameworkWiring.class).resolveBundles(List.of(accepted, bare)));
            assertEquals(Bundle.INSTALLED, bare.getState());
            accepted.start();
            assertEquals(Bundle.ACTIVE, accepted.getState());
        }
    }

    /** The framework runs the activator of an extension during its installation. */
    @Test
    void frameworkExtensionIsRefused() throws Exception {
        Map<String, String> headers =
                Map.of("Bundle-SymbolicName", "city.extension", "Fragment-Host", "system.bundle;extension:=framework");
        try (GuardedFramework hub = new GuardedFramework(home)) {
            assertEquals(
                    Bundle.RESOLVED,
                    hub.install("file:/before.jar", manifestOnly(headers), false)
                            .getState());
        }
        try (GuardedFramework hub = new GuardedFramework(folder.resolve("production"))) {
            hub.code.enforce(List.of());
            assertEquals(
                    Bundle.UNINSTALLED,
                    hub.install("file:/extension.jar", manifestOnly(headers), false)
                            .getState());
        }
    }

    /** The framework starts its extensions again before any bundle, the guard included. */
    @Test
    void refusedExtensionIsGoneAfterRestart() throws Exception {
        Map<String, String> headers = Map.of(
                "Bundle-SymbolicName", "city.extension", "Fragment-Host", "system.bundle; extension:=\"framework\"");
        try (GuardedFramework hub = new GuardedFramework(home)) {
            hub.code.enforce(List.of());
            Bundle extension = hub.install("file:/extension.jar", manifestOnly(headers), false);
            Awaitility.await().until(() -> extension.getState() == Bundle.UNINSTALLED);
        }
        try (GuardedFramework hub = new GuardedFramework(home)) {
            assertEquals(Optional.empty(), hub.bundle("city.extension"));
        }
    }

    /** A rollback of the accepted version would otherwise run the refused bundle. */
    @Test
    void refusedBundleOfSameNameIsNotAcceptedWithItsSuccessor() throws Exception {
        byte[] accepted = jar(GuardedFramework.NAME, "2");
        Path file = Files.write(folder.resolve("second.jar"), accepted);
        try (GuardedFramework hub = new GuardedFramework(home)) {
            hub.code.enforce(List.of(Sha256.hex(accepted)));
            assertRefused(hub.install("file:/first.jar", jar(GuardedFramework.NAME, "1"), false));
            byte[] refused = hub.deployable().present().orElseThrow();
            new DeploymentAdmission(hub.code, () -> null).requireAccepted(hub.deployable(), file, accepted);
            assertFalse(hub.code.isAccepted(Sha256.hex(refused)));
        }
    }

    private static byte[] manifestOnly(Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        headers.forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return bytes.toByteArray();
    }

    /** A file that the framework does not copy could be changed after its acceptance. */
    @Test
    void referencedFileIsRefused() throws Exception {
        byte[] content = jar(OTHER, "1");
        Path file = Files.write(folder.resolve("a.jar"), content);
        try (GuardedFramework hub = new GuardedFramework(home)) {
            hub.code.enforce(List.of(Sha256.hex(content)));
            assertRefused(hub.framework.getBundleContext().installBundle("reference:" + file.toUri()));
        }
    }

    @Test
    void runningBundleStopsWhenLimitsBegin() throws Exception {
        try (GuardedFramework hub = new GuardedFramework(home)) {
            Bundle bundle = hub.install("file:/a.jar", jar(OTHER, "1"), true);
            assertEquals(
                    Map.of(OTHER + " 1.0.0", Sha256.hex(jar(OTHER, "1"))).keySet(),
                    hub.code.addedCode().keySet());
            hub.code.enforce(List.of());
            Awaitility.await().until(() -> bundle.getState() == Bundle.INSTALLED);
            assertRefused(bundle);
        }
    }

    /** The stored copy of the running version differs from the file that was accepted. */
    @Test
    void rollbackNeedsNoFurtherAcceptance() throws Exception {
        byte[] first = jar(GuardedFramework.NAME, "1");
        byte[] second = jar(GuardedFramework.NAME, "2");
        try (GuardedFramework hub = new GuardedFramework(home)) {
            hub.deploy(first, Effect.SWITCHED, target -> target);
            hub.code.enforce(hub.code.addedCode().values());
            DeploymentAdmission review = new DeploymentAdmission(hub.code, () -> null);
            Path file = Files.write(folder.resolve("second.jar"), second);
            assertThrows(Refusal.class, () -> review.requireAccepted(hub.deployable(), file, second));
            hub.code.accept(Sha256.hex(second));
            review.requireAccepted(hub.deployable(), file, second);
            Optional<byte[]> old = hub.deployable().present();
            hub.deploy(second, Effect.SWITCHED, target -> target);
            assertEquals("2.0.0", hub.runningVersion());
            hub.deploy(old.orElseThrow(), Effect.ROLLED_BACK, target -> target);
            assertEquals("1.0.0", hub.runningVersion());
        }
    }

    @Test
    void damagedListPreventsStart() throws Exception {
        Files.createDirectories(home.resolve("deployments/accepted-code"));
        assertThrows(IOException.class, () -> new GuardedFramework(home));
        assertFalse(Files.exists(home.resolve("deployments/accepted-code/enforced")));
    }
}
