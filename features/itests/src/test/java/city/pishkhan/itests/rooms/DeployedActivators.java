package city.pishkhan.itests.rooms;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** What faulty deployments bring with them. */
final class DeployedActivators {
    private DeployedActivators() {}

    /** As it should be. */
    public static final class Quiet implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            // nothing to do
        }

        @Override
        public void stop(BundleContext context) {
            // nothing to do
        }
    }

    /** Does not start. */
    public static final class Throwing implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            throw new IllegalStateException("the partner's library is broken");
        }

        @Override
        public void stop(BundleContext context) {
            // it never runs
        }
    }

    /** Is never done with starting. */
    public static final class HangingInStart implements BundleActivator {
        @Override
        public void start(BundleContext context) throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @Override
        public void stop(BundleContext context) {
            // it never runs
        }
    }

    /** Is never done with stopping. */
    public static final class HangingInStop implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            // as it should
        }

        @Override
        public void stop(BundleContext context) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }
}
