package city.pishkhan.deployment.internal.bundles;

import city.pishkhan.deployment.internal.model.BoundedStep;
import city.pishkhan.deployment.internal.model.Fault;
import city.pishkhan.messages.Messages;
import city.pishkhan.platform.bundleguard.BundleGuard;
import city.pishkhan.platform.bundleguard.DurableFiles;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** The steps that a deployment performs on bundles, each with a time limit. */
public final class BundleSwitch {
    private static final Messages MESSAGES = Messages.of(BundleSwitch.class);

    private final BundleContext framework;
    private final BundleGuard guard;
    private final BoundedStep step;

    public BundleSwitch(BundleContext framework, BundleGuard guard, BoundedStep step) {
        this.framework = framework;
        this.guard = guard;
        this.step = step;
    }

    FrameworkWiring wiring() {
        return framework.getBundle(0).adapt(FrameworkWiring.class);
    }

    /**
     * Stops a bundle and disables its autostart. From then on {@code BundleGuard} starts the bundle when the hub
     * starts.
     */
    public void stop(Bundle bundle) throws Fault {
        guard.guard(bundle);
        if (!guard.release(bundle)) {
            throw Fault.stuck(MESSAGES.english("step.start-hangs", bundle.getSymbolicName()));
        }
        try {
            step.run("stop", bundle::stop);
        } catch (Fault hangs) {
            // a failed stop prevents the switch only if the bundle still runs
            if (hangs.isStuck() || !isStopped(bundle)) {
                throw hangs;
            }
        }
    }

    private static boolean isStopped(Bundle bundle) {
        return Set.of(Bundle.INSTALLED, Bundle.RESOLVED).contains(bundle.getState());
    }

    public void update(Bundle bundle, byte[] jar) throws Fault {
        step.run("update", () -> {
            bundle.update(new ByteArrayInputStream(jar));
            force(bundle);
        });
    }

    public void uninstall(Bundle bundle) throws Fault {
        step.run("uninstall", bundle::uninstall);
    }

    public Bundle install(String location, byte[] jar) throws Fault {
        step.run("install", () -> {
            Bundle bundle = framework.installBundle(location, new ByteArrayInputStream(jar));
            force(bundle);
        });
        return framework.getBundle(location);
    }

    /** Forces the new version to disk, which the framework does not do. */
    private static void force(Bundle bundle) throws IOException {
        File data = bundle.getDataFile("");
        if (data != null) {
            DurableFiles.force(
                    Objects.requireNonNull(data.toPath().toAbsolutePath().getParent()));
        }
    }

    /** Refreshes bundles and all users of their packages, and waits for the end. */
    public void refresh(Collection<Bundle> bundles) throws Fault {
        step.run("refresh", () -> {
            CountDownLatch refreshed = new CountDownLatch(1);
            wiring().refreshBundles(bundles, event -> {
                if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                    refreshed.countDown();
                }
            });
            refreshed.await();
        });
    }

    /** Starts a bundle and leaves its autostart setting unchanged. */
    public void start(Bundle bundle) throws Fault {
        step.run("start", () -> startTransient(bundle));
    }

    private static void startTransient(Bundle bundle) throws BundleException {
        if (!isFragment(bundle)) {
            bundle.start(Bundle.START_ACTIVATION_POLICY | Bundle.START_TRANSIENT);
        }
    }

    /** Returns {@code true} if the bundle runs or is starting; a fragment counts as active when installed. */
    public static boolean isActive(Bundle bundle) {
        return isFragment(bundle) || Set.of(Bundle.ACTIVE, Bundle.STARTING).contains(bundle.getState());
    }

    private static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }
}
