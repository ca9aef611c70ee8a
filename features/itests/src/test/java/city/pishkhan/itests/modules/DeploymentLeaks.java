package city.pishkhan.itests.modules;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.osgi.framework.BundleContext;

/**
 * Leaks of faulty deployments, and their removal. Leaks are a thread that waits for a latch, a shutdown hook, a
 * thread-local value in a foreign thread, or an object in a foreign list. The test passes these objects as services of
 * JDK types, because a deployed bundle has no access to the test's classes.
 */
final class DeploymentLeaks implements AutoCloseable {
    static final String FILTER = "(deployed=leak)";
    static final String NAME = "deployed-leak-";

    /** Kind of leak of a version. It follows from the version's number, so that all kinds are equally frequent. */
    enum Form {
        THREAD,
        HOOK,
        VALUE,
        OBJECT;

        static Form of(int number) {
            return values()[number % values().length];
        }
    }

    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Object> leaked = new CopyOnWriteArrayList<>();
    private final ExecutorService foreignThread = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "somebody");
        thread.setDaemon(true);
        return thread;
    });

    DeploymentLeaks(BundleContext bundles) {
        // creates the executor's only thread outside any deployed bundle
        foreignThread.execute(() -> {});
        Hashtable<String, Object> properties = new Hashtable<>(Map.of("deployed", "leak"));
        bundles.registerService(CountDownLatch.class, end, properties);
        bundles.registerService(List.class, leaked, properties);
        bundles.registerService(Executor.class, foreignThread, properties);
    }

    /**
     * Beginning of the line by which the next deployment of the bundle, or health, reports the leak; empty if only a garbage collection
     * reveals it.
     */
    static String leakDescription(int number) {
        return switch (Form.of(number)) {
            case THREAD -> "thread " + NAME + number + " of ";
            case HOOK -> "shutdown hook " + NAME + number + " of ";
            case VALUE -> "a thread-local value of ";
            case OBJECT -> "";
        };
    }

    @Override
    public void close() {
        end.countDown();
        leaked.stream()
                .filter(Thread.class::isInstance)
                .map(Thread.class::cast)
                .forEach(Runtime.getRuntime()::removeShutdownHook);
        leaked.clear();
        foreignThread.shutdown();
    }
}
