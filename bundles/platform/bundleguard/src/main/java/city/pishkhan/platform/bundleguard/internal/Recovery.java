package city.pishkhan.platform.bundleguard.internal;

import city.pishkhan.platform.bundleguard.DurableFiles;
import city.pishkhan.platform.bundleguard.UnfinishedDeployment;
import city.pishkhan.platform.bundleguard.UnfinishedDeployment.Step;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Performs the steps that undo a deployment, before any of its bundles is started. */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    /**
     * kinds of deployments that consist of one file; the record of such a deployment contains the digests of the file's
     * two versions
     */
    private static final Set<String> ONE_FILE = Set.of("ROUTES", "CONFIGURATION");

    private final BundleContext framework;
    private final GuardedBundles guarded;

    Recovery(BundleContext framework, GuardedBundles guarded) {
        this.framework = framework;
        this.guarded = guarded;
    }

    /**
     * Performs all steps, including those after a failed one.
     *
     * @return the failures on one line; empty if there are none
     */
    String undo(UnfinishedDeployment deployment) {
        List<String> problems = new ArrayList<>();
        for (Step step : deployment.steps()) {
            try {
                apply(deployment, step);
            } catch (BundleException | IOException | RuntimeException e) {
                problems.add((step.target() + ": " + e).replaceAll("\\s+", " "));
            }
        }
        return String.join("; ", problems);
    }

    private void apply(UnfinishedDeployment deployment, Step step) throws BundleException, IOException {
        switch (step.act()) {
            case BUNDLE, BUNDLE_STOPPED -> bundle(step);
            case UNINSTALL -> uninstall(framework.getBundle(step.target()));
            case ONLY -> {
                for (Bundle one : framework.getBundles()) {
                    if (one.getLocation().startsWith(step.target())
                            && !step.kept().contains(one.getLocation())) {
                        uninstall(one);
                    }
                }
            }
            case FILE -> {
                Path file = Path.of(step.target());
                if (isOfAnother(deployment, file)) {
                    LOG.warn(
                            "{} was changed after the deployment of {} and remains unchanged", file, deployment.name());
                } else if (step.content() == null) {
                    DurableFiles.delete(file);
                } else {
                    DurableFiles.write(file, step.content());
                }
            }
        }
    }

    /**
     * Returns {@code true} if the file equals neither the deployment's new nor its previous version. Such a file was
     * changed later and must not be overwritten. Always {@code false} for a feature: it has several files, whose digests are
     * not recorded.
     */
    private static boolean isOfAnother(UnfinishedDeployment deployment, Path file) throws IOException {
        if (!ONE_FILE.contains(deployment.kind())) {
            return false;
        }
        if (Files.notExists(file)) {
            return !deployment.sha256().isEmpty() && !deployment.before().isEmpty();
        }
        String now = FileDigest.sha256(file);
        return !now.equals(deployment.sha256()) && !now.equals(deployment.before());
    }

    /**
     * Restores the bundle's previous version. Installs the bundle again if a crash during the update has removed it
     * from the framework's store.
     */
    private void bundle(Step step) throws BundleException, IOException {
        Bundle present = framework.getBundle(step.target());
        ByteArrayInputStream content = new ByteArrayInputStream(step.content());
        if (present == null) {
            framework.installBundle(step.target(), content);
        } else {
            present.update(content);
        }
        guarded.put(step.target(), step.act() == UnfinishedDeployment.Act.BUNDLE);
    }

    private void uninstall(Bundle bundle) throws BundleException, IOException {
        if (bundle != null) {
            bundle.uninstall();
            guarded.remove(bundle.getLocation());
        }
    }
}
