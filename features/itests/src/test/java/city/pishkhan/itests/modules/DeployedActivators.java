package city.pishkhan.itests.modules;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;

/** Activators of good and faulty test deployments. */
final class DeployedActivators {
    private DeployedActivators() {}

    /** Starts and stops normally. */
    public static final class Quiet implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            // a normal start needs no action
        }

        @Override
        public void stop(BundleContext context) {
            // a normal stop needs no action
        }
    }

    /** Fails to start. */
    public static final class Throwing implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            throw new IllegalStateException("the partner's library is broken");
        }

        @Override
        public void stop(BundleContext context) {
            // not called, because the bundle never started
        }
    }

    /**
     * Creates a leak when it starts and does not remove it when it stops. The number in its manifest decides the kind
     * of leak; see {@code DeploymentLeaks}.
     */
    public static final class Leaking implements BundleActivator {
        private static final ThreadLocal<Object> VALUE = new ThreadLocal<>();

        @Override
        public void start(BundleContext context) throws Exception {
            int number = Integer.parseInt(context.getBundle().getHeaders().get("X-Number"));
            CountDownLatch end = service(context, CountDownLatch.class);
            Thread thread = new Thread(() -> awaitEnd(end), "deployed-leak-" + number);
            thread.setDaemon(true);
            if (number % 4 == 0) {
                thread.start();
            } else if (number % 4 == 1) {
                Runtime.getRuntime().addShutdownHook(thread);
                leak(context, thread);
            } else if (number % 4 == 2) {
                service(context, Executor.class).execute(() -> VALUE.set(this));
            } else {
                leak(context, this);
            }
        }

        @Override
        public void stop(BundleContext context) {
            // the fault under test: the leak is not removed
        }

        @SuppressWarnings("unchecked")
        private static void leak(BundleContext context, Object object) throws InvalidSyntaxException {
            service(context, List.class).add(object);
        }

        private static <T> T service(BundleContext context, Class<T> type) throws InvalidSyntaxException {
            return context.getService(context.getServiceReferences(type, "(deployed=leak)")
                    .iterator()
                    .next());
        }

        private static void awaitEnd(CountDownLatch end) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Never returns from its start. */
    public static final class HangingInStart implements BundleActivator {
        @Override
        public void start(BundleContext context) throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @Override
        public void stop(BundleContext context) {
            // not called, because the bundle never started
        }
    }

    /** Never returns from its stop. */
    public static final class HangingInStop implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            // the bundle starts normally
        }

        @Override
        public void stop(BundleContext context) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }
}
