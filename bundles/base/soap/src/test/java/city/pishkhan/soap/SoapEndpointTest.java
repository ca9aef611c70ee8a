package city.pishkhan.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoapEndpointTest {

    private static SoapEndpoint endpoint(String url, long connect, long receive, long bytes) {
        return new SoapEndpoint(
                URI.create(url), "hub", "secret", Duration.ofMillis(connect), Duration.ofMillis(receive), bytes);
    }

    @Test
    void toStringContainsNoCredentials() {
        assertEquals(
                "https://fire.example/soap",
                endpoint("https://fire.example/soap", 1, 1, 1).toString());
    }

    @Test
    void trailingSlashIsIgnored() {
        assertEquals(endpoint("https://fire.example/soap", 1, 1, 1), endpoint("https://fire.example/soap/", 1, 1, 1));
    }

    @ParameterizedTest
    @CsvSource({"0,1,1", "1,0,1", "1,1,0", "-1,1,1"})
    void rejectsInvalidLimits(long connect, long receive, long bytes) {
        assertThrows(IllegalArgumentException.class, () -> endpoint("http://fire/soap", connect, receive, bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fire/soap", "file:///etc/passwd", "ftp://fire/soap", "http:soap"})
    void rejectsUrlsThatAreNotHttp(String url) {
        String message = assertThrows(IllegalArgumentException.class, () -> endpoint(url, 1, 1, 1))
                .getMessage();
        assertTrue(message.contains("url") && message.contains("نشانی"), message);
    }
}
