package city.pishkhan.platform.bundleguard.internal;

import city.pishkhan.platform.bundleguard.DurableFiles;
import city.pishkhan.platform.bundleguard.UnfinishedDeployment;
import city.pishkhan.platform.bundleguard.UnfinishedDeployment.Step;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** Performs the steps that undo a deployment, before any of its bundles is started. */
final class Recovery {
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
                apply(step);
            } catch (BundleException | IOException | RuntimeException e) {
                problems.add((step.target() + ": " + e).replaceAll("\\s+", " "));
            }
        }
        return String.join("; ", problems);
    }

    private void apply(Step step) throws BundleException, IOException {
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
                if (step.content() == null) {
                    DurableFiles.delete(file);
                } else {
                    DurableFiles.write(file, step.content());
                }
            }
        }
    }

    /** Installs or updates a bundle. A bundle is missing if the installation of its new version was interrupted. */
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
