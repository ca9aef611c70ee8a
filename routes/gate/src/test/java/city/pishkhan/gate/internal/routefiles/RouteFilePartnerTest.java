package city.pishkhan.gate.internal.routefiles;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.platform.startup.Participation;
import city.pishkhan.spi.PartnerUnavailable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouteFilePartnerTest {
    @AfterEach
    void release() {
        Participation.quarantine(false);
    }

    @Test
    void quarantineBlocksPartnerConnection() throws Exception {
        try (ServerSocket partner = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            RouteFilePartner file = new RouteFilePartner(
                    List.of(URI.create("http://127.0.0.1:" + partner.getLocalPort() + "/inquiries")), Map.of());
            assertTrue(file.isHealthy());
            Participation.quarantine(true);
            PartnerUnavailable refused = assertThrows(PartnerUnavailable.class, file::isHealthy);
            assertTrue(refused.getMessage().contains("quarantine"), refused.getMessage());
        }
    }
}
