package city.pishkhan.tls.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class AdminFactoryTest {
    private static final int NO_PORT = 70_000;

    private final AtomicInteger asked = new AtomicInteger();
    private final Dictionary<String, Object> values =
            new Hashtable<>(Map.of(HttpSettings.ADMIN_PORT, String.valueOf(NO_PORT)));
    private final Configuration configuration = PlainFactoryTest.answering(Configuration.class, name -> values);
    private final ConfigurationAdmin configurations =
            PlainFactoryTest.answering(ConfigurationAdmin.class, name -> new Configuration[] {configuration});

    /** A server that counts how often the factory checks whether it has started. */
    private final class Counted extends Server {
        @Override
        public boolean isStarted() {
            asked.incrementAndGet();
            return super.isStarted();
        }
    }

    /** Not every failed attempt to open the port is logged, because the port is tried five times a second. */
    @Test
    void doesNotLogEveryFailedPortAttempt() throws Exception {
        Server server = new Counted();
        AdminFactory admin = new AdminFactory(configurations, new PortOpener(0));
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        server.start();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            asked.set(0);
            admin.createConnector(server);
            await().atMost(Duration.ofSeconds(20)).until(() -> asked.get() >= 5);
        } finally {
            System.setErr(before);
            admin.stop();
            server.stop();
        }
        assertEquals(
                List.of(),
                log.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.contains("admin port"))
                        .toList());
    }
}
