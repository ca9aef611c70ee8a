package city.pishkhan.rest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.spi.PartnerUnavailable;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that a server at the address counts as reachable, and a dead address or a proxy without a server does not. */
class RestPartnerReachTest {
    private HttpServer server;
    private volatile int status = 404;
    private RestPartner partner;

    @BeforeEach
    void open() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        partner = RestPartners.withoutBreaker(new RestPartner.Settings(
                "telecom",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/telecom"),
                "secret",
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                10));
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void reachableServerPasses() {
        assertDoesNotThrow(partner::checkReachable);
    }

    @Test
    void proxyErrorIsReportedAsUnavailable() {
        status = 502;
        assertThrows(PartnerUnavailable.class, partner::checkReachable);
    }

    @Test
    void stoppedServerIsUnavailable() {
        server.stop(0);
        assertThrows(PartnerUnavailable.class, partner::checkReachable);
    }
}
