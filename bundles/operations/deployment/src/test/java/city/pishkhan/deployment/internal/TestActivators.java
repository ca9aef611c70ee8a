package city.pishkhan.deployment.internal;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** Activators of test bundles. */
public final class TestActivators {
    private TestActivators() {}

    /** Starts successfully. */
    public static class Good implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            // nothing to do
        }

        @Override
        public void stop(BundleContext context) {
            // nothing to do
        }
    }

    /** Starts another bundle, as the file installer may do before {@code BundleGuard} does. */
    public static final class Starter implements BundleActivator {
        @Override
        public void start(BundleContext context) throws BundleException {
            context.getBundle("deployment:city.first").start();
        }

        @Override
        public void stop(BundleContext context) {
            // nothing to do
        }
    }

    /** Uninstalls another bundle before {@code BundleGuard} starts it. */
    public static final class Remover implements BundleActivator {
        @Override
        public void start(BundleContext context) throws BundleException {
            context.getBundle("deployment:city.first").uninstall();
        }

        @Override
        public void stop(BundleContext context) {
            // nothing to do
        }
    }

    /** Throws an exception in its start. */
    public static final class Failing extends Good {
        @Override
        public void start(BundleContext context) {
            throw new IllegalStateException("no licence");
        }
    }

    /** Never returns from {@code start}, but fails when interrupted. */
    public static final class Hanging implements BundleActivator {
        @Override
        public void start(BundleContext context) throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @Override
        public void stop(BundleContext context) {
            // nothing to do
        }
    }

    /** Never returns from {@code start} and ignores interrupts. */
    public static final class Uninterruptible implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            CountDownLatch never = new CountDownLatch(1);
            while (never.getCount() > 0) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.interrupted();
                }
            }
        }

        @Override
        public void stop(BundleContext context) {
            // nothing to do
        }
    }
}
