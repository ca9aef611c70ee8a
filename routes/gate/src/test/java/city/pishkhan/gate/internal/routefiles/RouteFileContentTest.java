package city.pishkhan.gate.internal.routefiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.spi.PartnerUnavailable;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Properties, agencies and partners of a route file, read before it starts. */
class RouteFileContentTest {
    private static final String FILE =
            """
            - route:
                id: telecom-inquiries
                from:
                  uri: pishkhan:inquiries
                  parameters: {agency: telecom, consumers: 4}
                  steps:
                    # {{comment}} is no placeholder
                    - setHeader: {name: X-Api-Key, constant: '{{key}}'}
                    - to:
                        uri: http://{{host}}/telecom/v2/requests
                        parameters: {httpMethod: POST, connectTimeout: '{{timeout:2000}}', x: '{{?left.out}}'}
                    - choice:
                        when:
                          - simple: ${variable.status} == 'OK'
                            steps:
                              - wireTap: https:archive.example/{{folder}}?bridgeEndpoint=true
                    - to: {uri: 'http://inside.example/a', parameters: {proxyHost: proxy.example}}
                    - to: {uri: 'pishkhan:answers'}
            - from:
                uri: pishkhan:notices?agency=telecom
                steps:
                  - log: told
            - from:
                uri: pishkhan:inquiries?agency=post&consumers=1
                steps:
                  - log: asked
            """;

    @Test
    void findsPlaceholdersWithoutValueOrDefault() {
        assertEquals(
                List.of("folder", "host", "key"),
                RouteFileContent.of(FILE, Map.of()).missing());
        assertEquals(
                List.of("folder"),
                RouteFileContent.of(FILE, Map.of("host", "h", "key", "")).missing());
    }

    @Test
    void findsAgenciesOfConsumedInquiries() {
        assertEquals(
                Set.of("telecom", "post"), RouteFileContent.of(FILE, Map.of()).agencies());
    }

    @Test
    void findsAddressesOfOutgoingConnections() {
        assertEquals(
                List.of(
                        URI.create("http://127.0.0.1:8190/telecom/v2/requests"),
                        URI.create("https://archive.example/f")),
                RouteFileContent.of(FILE, Map.of("host", "127.0.0.1:8190", "key", "k", "folder", "f"))
                        .addresses());
        assertEquals(List.of(), RouteFileContent.of(FILE, Map.of()).addresses(), "none is known yet");
    }

    @Test
    void partnerWithoutListenerIsUnreachable() throws Exception {
        int port;
        try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = open.getLocalPort();
            assertTrue(partner(port, Map.of()).isHealthy());
        }
        PartnerUnavailable gone = assertThrows(
                PartnerUnavailable.class, () -> partner(port, Map.of()).isHealthy());
        assertEquals("http://127.0.0.1:" + port + " is not reached: ConnectException", gone.getMessage());
        assertFalse(partner(port, Map.of(RouteFilePartner.PATH, "none")).isHealthy());
        assertFalse(new RouteFilePartner(List.of(), Map.of()).isHealthy());
    }

    @Test
    void requestsDeclaredHealthPath() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            int port = server.getAddress().getPort();
            assertTrue(partner(port, Map.of(RouteFilePartner.PATH, "/health")).isHealthy());
            PartnerUnavailable other =
                    assertThrows(PartnerUnavailable.class, () -> partner(port, Map.of(RouteFilePartner.PATH, "/other"))
                            .isHealthy());
            assertEquals("http://127.0.0.1:" + port + "/other answers HTTP 404", other.getMessage());
        } finally {
            server.stop(0);
        }
    }

    private static RouteFilePartner partner(int port, Map<String, String> properties) {
        return new RouteFilePartner(List.of(URI.create("http://127.0.0.1:" + port + "/telecom")), properties);
    }
}
