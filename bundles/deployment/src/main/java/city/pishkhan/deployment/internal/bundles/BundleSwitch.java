package city.pishkhan.deployment.internal.bundles;

import city.pishkhan.deployment.internal.model.BoundedStep;
import city.pishkhan.deployment.internal.model.Fault;
import java.io.ByteArrayInputStream;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** What a deployment does with bundles, step by step, each of which ends in its time. */
public final class BundleSwitch {
    private final BundleContext framework;
    private final BoundedStep step;

    public BundleSwitch(BundleContext framework, BoundedStep step) {
        this.framework = framework;
        this.step = step;
    }

    FrameworkWiring wiring() {
        return framework.getBundle(0).adapt(FrameworkWiring.class);
    }

    /** For now: after a start of the hub it runs again. */
    public void stop(Bundle bundle) throws Fault {
        try {
            step.run("stop", () -> bundle.stop(Bundle.STOP_TRANSIENT));
        } catch (Fault hangs) {
            // it is in the way of its own successor only if it still holds on
            if (hangs.isStuck() || !stopped(bundle)) {
                throw hangs;
            }
        }
    }

    private static boolean stopped(Bundle bundle) {
        return Set.of(Bundle.INSTALLED, Bundle.RESOLVED).contains(bundle.getState());
    }

    public void update(Bundle bundle, byte[] jar) throws Fault {
        step.run("update", () -> bundle.update(new ByteArrayInputStream(jar)));
    }

    public void uninstall(Bundle bundle) throws Fault {
        step.run("uninstall", bundle::uninstall);
    }

    public Bundle install(String location, byte[] jar) throws Fault {
        step.run("install", () -> framework.installBundle(location, new ByteArrayInputStream(jar)));
        return framework.getBundle(location);
    }

    /** With all who use their packages; comes back when that is done. */
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

    /** @param transiently what was started for good before stays so */
    public void start(Bundle bundle, boolean transiently) throws Fault {
        step.run("start", () -> started(bundle, transiently));
    }

    private static void started(Bundle bundle, boolean transiently) throws BundleException {
        if (!fragment(bundle)) {
            bundle.start(Bundle.START_ACTIVATION_POLICY | (transiently ? Bundle.START_TRANSIENT : 0));
        }
    }

    /** Whether it runs, or is on its way to; of a fragment nothing more is to be had than that it is there. */
    public static boolean active(Bundle bundle) {
        return fragment(bundle) || Set.of(Bundle.ACTIVE, Bundle.STARTING).contains(bundle.getState());
    }

    private static boolean fragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }
}
