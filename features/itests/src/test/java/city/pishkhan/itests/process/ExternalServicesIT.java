package city.pishkhan.itests.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.itests.TestReport;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database and a broker that run elsewhere take the place of the embedded ones by configuration alone. */
class ExternalServicesIT {
    private static final int ASKED = 7;

    @Order(1)
    @RegisterExtension
    static final ExternalServers SERVERS = new ExternalServers();

    @Order(2)
    @RegisterExtension
    static final CityExtension CITY = new CityExtension("external", SERVERS::serve);

    /** A frozen process, a machine that swaps: its port is open and nothing comes. */
    @Test
    void aBrokerThatHangsIsToldWithinASecond() throws Exception {
        await().until(CITY.hub()::ready);
        List<Long> times = new ArrayList<>();
        HttpResponse<String> told = null;
        SERVERS.hangBroker(true);
        try {
            for (int i = 0; i < ASKED; i++) {
                long begin = System.nanoTime();
                told = get("/health/ready");
                times.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
            }
            HttpResponse<String> metrics = get("/metrics");
            assertTrue(metrics.body().contains("pishkhan_health_up{check=\"broker\"} 0"), metrics::body);
        } finally {
            SERVERS.hangBroker(false);
        }
        Collections.sort(times);
        TestReport.say("/health/ready while the broker hangs: " + times + " ms");
        assertEquals(503, told.statusCode(), told::body);
        assertTrue(told.body().contains("\"broker\":\"down: does not answer since "), told::body);
        assertTrue(told.body().contains("\"database\":\"up\""), told::body);
        // other tests share the machine: the middle one counts
        assertTrue(times.get(ASKED / 2) <= 1_000, times::toString);
        await().atMost(Duration.ofSeconds(60)).until(CITY.hub()::ready);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CITY.city()
                .http()
                .send(
                        HttpRequest.newBuilder(CITY.hub().address().resolve(path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
