package city.pishkhan.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import city.pishkhan.api.security.SourceNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceNetworkTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.0/24",
        "203.0.113.255, 203.0.113.0/24",
        "203.0.114.9, 203.0.114.0/24",
        "2001:db8:0:7:1:2:3:4, 2001:db8:0:7:0:0:0:0/64",
        "[2001:db8:0:7::ffff], 2001:db8:0:7:0:0:0:0/64",
        "2001:db8:0:8::1, 2001:db8:0:8:0:0:0:0/64",
        "::ffff:203.0.113.9, 203.0.113.0/24",
        "127.0.0.1, 127.0.0.0/24",
        "unknown, unknown"
    })
    void returnsNetworkPrefix(String address, String network) {
        assertEquals(network, SourceNetwork.of(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.org",
                "1.2.3",
                "1.2.3.4.5",
                "999.1.1.1",
                "fe80::1%eth0",
                "_hidden",
                ":",
                "dead.beef"
            })
    void rejectsTextWithoutDnsLookup(String text) {
        assertNull(SourceNetwork.parse(text));
    }
}
