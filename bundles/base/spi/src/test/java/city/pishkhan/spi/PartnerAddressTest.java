package city.pishkhan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartnerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "http://host, http://host",
        "http://host/, http://host",
        "https://host:8443/a/b, https://host:8443/a/b",
        "https://host:8443/a/b//, https://host:8443/a/b",
        "http://host/a%2F/, http://host/a%2F",
        "http://host/a?b=/, http://host/a?b=/",
        "mailto:x/, mailto:x/"
    })
    void removesTrailingSlashOfPath(URI given, URI plain) {
        assertEquals(plain, PartnerAddress.withoutTrailingSlash(given));
    }

    @Test
    void rejectsUnreachableAddress() throws IOException {
        URI address;
        try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = URI.create("http://127.0.0.1:" + open.getLocalPort() + "/a");
            PartnerAddress.requireReachable(address, Duration.ofSeconds(2));
        }
        PartnerUnavailable gone = assertThrows(
                PartnerUnavailable.class, () -> PartnerAddress.requireReachable(address, Duration.ofSeconds(2)));
        assertEquals(PartnerAddress.origin(address) + " is not reached: ConnectException", gone.getMessage());
        assertThrows(
                PartnerUnavailable.class,
                () -> PartnerAddress.requireReachable(URI.create("http:nowhere"), Duration.ofSeconds(2)));
    }
}
