package city.pishkhan.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
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
    void theSlashAtTheEndOfThePathIsNoPartOfIt(URI given, URI plain) {
        assertEquals(plain, PartnerAddress.plain(given));
    }
}
