package city.pishkhan.platform.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

class DetachedThreadsTest {

    @Test
    void threadDoesNotInheritCallerContext() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        InheritableThreadLocal<String> value = new InheritableThreadLocal<>();
        value.set("of the caller");
        String[] seen = {"not run"};
        try (URLClassLoader route = new URLClassLoader(new URL[0], before)) {
            Thread.currentThread().setContextClassLoader(route);
            Thread thread = DetachedThreads.named("pool").newThread(() -> seen[0] = value.get());
            assertNotSame(route, thread.getContextClassLoader());
            assertTrue(thread.isDaemon());
            assertEquals("pool", thread.getName());
            thread.start();
            thread.join(10_000);
            assertEquals(null, seen[0]);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
            value.remove();
        }
    }

    @Test
    void numbersThreads() {
        ThreadFactory threads = DetachedThreads.numbered("work");
        assertEquals("work-1", threads.newThread(() -> {}).getName());
        assertEquals("work-2", threads.newThread(() -> {}).getName());
    }
}
