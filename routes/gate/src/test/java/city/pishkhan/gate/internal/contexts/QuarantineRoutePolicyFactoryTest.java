package city.pishkhan.gate.internal.contexts;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.startup.Participation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes that start by themselves, on a copy of an installation. */
class QuarantineRoutePolicyFactoryTest {
    @TempDir
    Path folder;

    @AfterEach
    void release() {
        Participation.quarantine(false);
    }

    @Test
    void quarantineStopsFileRoutesAndTimers() throws Exception {
        Path file = Files.writeString(folder.resolve("settlement.csv"), "x");
        AtomicInteger files = new AtomicInteger();
        AtomicInteger ticks = new AtomicInteger();
        Participation.quarantine(true);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            QuarantineRoutePolicyFactory hold = new QuarantineRoutePolicyFactory();
            context.addLifecycleStrategy(hold);
            context.addRoutePolicyFactory(hold);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("file:" + folder + "?initialDelay=0&delay=20").process(exchange -> files.incrementAndGet());
                    from("timer:partner?delay=0&period=20").process(exchange -> ticks.incrementAndGet());
                }
            });
            context.start();
            await().during(Duration.ofMillis(400))
                    .atMost(Duration.ofSeconds(2))
                    .untilAsserted(() ->
                            org.junit.jupiter.api.Assertions.assertEquals("0 0", files.get() + " " + ticks.get()));
            assertTrue(Files.exists(file));
            Participation.quarantine(false);
            await().until(() -> files.get() == 1 && ticks.get() > 0);
        }
    }
}
