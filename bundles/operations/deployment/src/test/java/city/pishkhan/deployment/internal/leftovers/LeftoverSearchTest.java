package city.pishkhan.deployment.internal.leftovers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.deployment.internal.leftovers.LeftoverSearch.Found;
import city.pishkhan.deployment.internal.leftovers.LeftoverSearch.Kind;
import city.pishkhan.deployment.internal.leftovers.LeftoverSearch.Origin;
import city.pishkhan.stubs.Stubs;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tests that each kind of leftover is found with its name, and no leftover of another bundle. {@code DeploymentIT}
 * tests the access to fields of the JVM.
 */
class LeftoverSearchTest {
    private final ClassLoader gone = new ClassLoader(getClass().getClassLoader()) {};
    private final ClassLoader other = new ClassLoader(getClass().getClassLoader()) {};
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void end() {
        end.countDown();
    }

    private List<Found> found() {
        return LeftoverSearch.find(Set.of(new Origin(gone, "a revision")));
    }

    private Thread thread(String name, ClassLoader seen) {
        Thread thread = new Thread(
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.setContextClassLoader(seen);
        thread.start();
        return thread;
    }

    @Test
    void findsThreadUntilItEnds() throws InterruptedException {
        thread("of-another", other);
        thread("HttpClient-7-SelectorManager", gone);
        Thread left = thread("poller\nof heritage", gone);
        assertEquals(List.of(new Found(Kind.THREAD, "poller?of heritage", new Origin(gone, "a revision"))), found());
        end.countDown();
        left.join();
        assertEquals(List.of(), found());
    }

    @Test
    void findsMBeanUntilItIsUnregistered() throws Exception {
        ObjectName name = new ObjectName("city.example:type=Heritage");
        Object bean = Stubs.intercept(gone, HeritageMXBean.class, (p, m, a) -> 7);
        ManagementFactory.getPlatformMBeanServer().registerMBean(bean, name);
        try {
            assertEquals(List.of(new Found(Kind.BEAN, name.toString(), new Origin(gone, "a revision"))), found());
        } finally {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        }
        assertEquals(List.of(), found());
    }

    /** MBean interface of a class that is unloaded. */
    public interface HeritageMXBean {
        int getDepth();
    }
}
