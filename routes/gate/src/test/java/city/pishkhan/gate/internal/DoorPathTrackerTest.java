package city.pishkhan.gate.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import city.pishkhan.gate.internal.contexts.RequestDrain;
import city.pishkhan.gate.internal.contexts.RequestDrain.Visit;
import city.pishkhan.runtime.DoorPaths;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** Bundles that declare doors are installed and uninstalled in a real framework. */
class DoorPathTrackerTest {
    private static final String CASES = "/office/v1/cases";

    @TempDir
    Path storage;

    private Framework framework;
    private DoorPathTracker tracker;

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString(), "felix.log.level", "1"));
        framework.start();
        tracker = new DoorPathTracker(framework.getBundleContext());
    }

    @AfterEach
    void stop() throws Exception {
        tracker.stop();
        framework.stop();
        framework.waitForStop(10_000);
    }

    private static InputStream bundle(String name, String capability) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        if (capability != null) {
            headers.putValue(Constants.PROVIDE_CAPABILITY, capability);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static String doors(String paths) {
        return DoorPaths.NAMESPACE + ";" + DoorPaths.ATTRIBUTE + ":List<String>=\"" + paths + "\"";
    }

    private Bundle install(String name, String capability) throws Exception {
        return framework.getBundleContext().installBundle("test:" + name, bundle(name, capability));
    }

    private Optional<String> door(String path) {
        return tracker.doors().find(path);
    }

    @Test
    void doorIsKnownFromInstallToUninstall() throws Exception {
        assertEquals(Optional.empty(), door(CASES));
        Bundle office = install("office", doors("/office/v1,/soap/office"));
        assertEquals(Bundle.INSTALLED, office.getState());
        assertEquals(Optional.of("/office/v1"), door(CASES));
        assertEquals(Optional.of("/soap/office"), door("/soap/office"));
        office.start();
        assertEquals(Optional.of("/office/v1"), door(CASES));
        office.stop();
        assertEquals(Optional.of("/office/v1"), door(CASES));
        office.uninstall();
        assertEquals(Optional.empty(), door(CASES));
        assertEquals(Optional.empty(), door("/soap/office"));
    }

    /** When the whole hub is refreshed, requests reach the servlet slightly longer than the tracker runs. */
    @Test
    void keepsDoorsWhenTrackerStops() throws Exception {
        install("office", doors("/office/v1"));
        tracker.stop();
        assertEquals(Optional.of("/office/v1"), door(CASES));
    }

    @Test
    void findsDoorsOfInstalledBundles() throws Exception {
        install("office", doors("/office/v1"));
        install("agency", doors("/agency/v1")).start();
        tracker.stop();
        tracker = new DoorPathTracker(framework.getBundleContext());
        assertEquals(Optional.of("/office/v1"), door(CASES));
        assertEquals(Optional.of("/agency/v1"), door("/agency/v1/worklist"));
    }

    @Test
    void bundleUpdateReplacesDeclaredDoors() throws Exception {
        Bundle office = install("office", doors("/office/v1"));
        office.start();
        office.update(bundle("office", doors("/office/v1,/office/v2")));
        assertEquals(Optional.of("/office/v1"), door(CASES));
        assertEquals(Optional.of("/office/v2"), door("/office/v2/cases"));
        office.update(bundle("office", null));
        assertEquals(Optional.empty(), door(CASES));
        assertEquals(Optional.empty(), door("/office/v2/cases"));
    }

    @Test
    void collectsAllDoorsOfBundle() throws Exception {
        install(
                "visitor",
                doors("/pay,/verify") + "," + doors("/rules") + "," + DoorPaths.NAMESPACE + ";" + DoorPaths.ATTRIBUTE
                        + "=/handbook");
        for (String path : new String[] {"/pay", "/verify", "/rules", "/handbook"}) {
            assertEquals(Optional.of(path), door(path + "/x"));
        }
    }

    /** One of these paths would match every path; the others are not suitable as labels. The valid path is accepted. */
    @Test
    void ignoresInvalidPaths() throws Exception {
        install("odd", doors("/,office/v1,/a b,/c/,/d//e,/f?g,/good") + "," + DoorPaths.NAMESPACE);
        for (String path : new String[] {"/", "/x", "office/v1", "/a b", "/c/", "/c", "/d//e", "/f?g"}) {
            assertEquals(Optional.empty(), door(path), path);
        }
        assertEquals(Optional.of("/good"), door("/good"));
    }

    private CompletableFuture<Visit> entering(RequestParking parking) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return parking.enter(CASES);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The door is open only while its bundle runs, and requests continue through several updates. */
    @Test
    void parksRequestsDuringUpdateAndReleasesOnUninstall() throws Exception {
        Bundle office = install("office", doors("/office/v1"));
        office.start();
        AtomicInteger looks = new AtomicInteger();
        RequestDrain drain = new RequestDrain();
        RequestParking parking = new RequestParking(
                tracker.doors(),
                drain,
                path -> looks.incrementAndGet() > 0 && office.getState() == Bundle.ACTIVE,
                30_000,
                1);
        drain.leave(parking.enter(CASES));
        for (int i = 0; i < 3; i++) {
            office.stop();
            int before = looks.get();
            CompletableFuture<Visit> parked = entering(parking);
            await().atMost(20, SECONDS).until(() -> looks.get() > before + 1);
            office.update(bundle("office", doors("/office/v1")));
            office.start();
            // in the hub, the CXF bus sends this signal when an endpoint starts
            drain.changes().send();
            Visit visit = parked.orTimeout(20, SECONDS).join();
            assertNotNull(visit);
            drain.leave(visit);
        }
        office.stop();
        int before = looks.get();
        CompletableFuture<Visit> parked = entering(parking);
        await().atMost(20, SECONDS).until(() -> looks.get() > before + 1);
        office.uninstall();
        assertNull(parked.orTimeout(20, SECONDS).join(), "nobody waits for a door that is gone for good");
    }
}
