package city.pishkhan.platform.bundleguard.internal;

import city.pishkhan.platform.bundleguard.BundleGuard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the guard, at a start level below that of every deployable bundle. */
public final class GuardActivator implements BundleActivator {
    private static final Logger LOG = LoggerFactory.getLogger(GuardActivator.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(5);
    private static final long STEP_SECONDS = 60;

    private GuardService guard;
    private CodeGate gate;

    @Override
    public void start(BundleContext framework) throws IOException {
        Path accepted = folder(framework, "karaf.data").resolve("deployments/accepted-code");
        try {
            open(framework, accepted);
        } catch (IOException | RuntimeException e) {
            if (Files.exists(accepted)) {
                LOG.error(
                        "The guard cannot start. The hub stops, because bundles could run that nobody has accepted", e);
                stopHub(framework);
            }
            throw e;
        }
    }

    /** @param accepted file with the accepted code of this node */
    private void open(BundleContext framework, Path accepted) throws IOException {
        Path data = folder(framework, "karaf.data");
        AcceptedArtifacts distribution = AcceptedArtifacts.of(
                List.of(repository(framework, "karaf.home"), repository(framework, "karaf.base")),
                data.resolve("kar"),
                framework.getBundle().getLocation());
        gate = new CodeGate(
                framework,
                accepted,
                distribution,
                folder(framework, Constants.FRAMEWORK_STORAGE),
                folder(framework, "karaf.etc").resolve("routes"));
        // before the guard, which resolves bundles when it undoes a deployment
        gate.open();
        guard = new GuardService(
                framework,
                new GuardService.Settings(
                        data.resolve("deployments"),
                        PATIENCE,
                        Duration.ofSeconds(stepSeconds(folder(framework, "karaf.etc"))),
                        AFTER_INTERRUPT,
                        isSafeMode(framework, data),
                        distribution));
        guard.open();
        framework.registerService(BundleGuard.class, guard, null);
    }

    @Override
    public void stop(BundleContext framework) throws IOException {
        guard.close();
        if (gate.isEnforced() && framework.getBundle(0).getState() != Bundle.STOPPING) {
            LOG.error(
                    "The guard was stopped. The hub stops too, because bundles could run now that nobody has accepted");
            stopHub(framework);
        }
    }

    private static void stopHub(BundleContext framework) {
        Bundle system = framework.getBundle(0);
        Thread end = new Thread(() -> stop(system), "pishkhan-stop");
        end.setDaemon(true);
        end.start();
    }

    private static void stop(Bundle system) {
        try {
            system.stop();
        } catch (BundleException e) {
            LOG.error("The hub cannot be stopped: {}", e.toString());
        }
    }

    private static Path folder(BundleContext framework, String property) {
        return Path.of(String.valueOf(framework.getProperty(property)));
    }

    private static Path repository(BundleContext framework, String home) {
        String name = framework.getProperty("karaf.default.repository");
        return folder(framework, home).resolve(name == null ? "system" : name);
    }

    /** Returns {@code true} if an environment variable, a system property or an empty file requests safe mode. */
    private static boolean isSafeMode(BundleContext framework, Path data) {
        return Boolean.parseBoolean(System.getenv("PISHKHAN_SAFE_MODE"))
                || Boolean.parseBoolean(framework.getProperty("pishkhan.safe.mode"))
                || Files.exists(data.resolve("safe-mode"));
    }

    /** Reads the time limit from the configuration file of deployments, because Configuration Admin is not started yet. */
    private static long stepSeconds(Path etc) {
        Path file = etc.resolve("city.pishkhan.deployment.cfg");
        Properties values = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                values.load(in);
                return Long.parseLong(
                        values.getProperty("step.seconds", "" + STEP_SECONDS).strip());
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("step.seconds in {} cannot be read; using {} seconds: {}", file, STEP_SECONDS, e.toString());
            }
        }
        return STEP_SECONDS;
    }
}
