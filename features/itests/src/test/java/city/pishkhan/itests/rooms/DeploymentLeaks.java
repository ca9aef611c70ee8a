package city.pishkhan.itests.rooms;

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
 * What faulty deployments leave behind, and its end: a thread that waits for a latch, a hook, a value in somebody's thread, an object that somebody
 * holds. By services of the JDK's own types, which a bundle that brings its own classes sees too.
 */
final class DeploymentLeaks implements AutoCloseable {
    static final String FILTER = "(deployed=leak)";
    static final String NAME = "deployed-leak-";

    /** How a version leaks; by its number, so that all are there as often. */
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
    private final List<Object> held = new CopyOnWriteArrayList<>();
    private final ExecutorService somebody = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "somebody");
        thread.setDaemon(true);
        return thread;
    });

    DeploymentLeaks(BundleContext bundles) {
        // its thread is nobody else's
        somebody.execute(() -> {});
        Hashtable<String, Object> properties = new Hashtable<>(Map.of("deployed", "leak"));
        bundles.registerService(CountDownLatch.class, end, properties);
        bundles.registerService(List.class, held, properties);
        bundles.registerService(Executor.class, somebody, properties);
    }

    /** How the next deployment of that bundle, or health, tells it; empty if it is found out by a garbage collection only. */
    static String told(int number) {
        return switch (Form.of(number)) {
            case THREAD -> "thread " + NAME + number + " of ";
            case HOOK -> "shutdown hook " + NAME + number + " of ";
            case VALUE -> "a value of ";
            case OBJECT -> "";
        };
    }

    @Override
    public void close() {
        end.countDown();
        held.stream()
                .filter(Thread.class::isInstance)
                .map(Thread.class::cast)
                .forEach(Runtime.getRuntime()::removeShutdownHook);
        held.clear();
        somebody.shutdown();
    }
}
