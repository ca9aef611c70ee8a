package city.pishkhan.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which addresses are permitted as targets of webhooks. */
class TargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "0.0.0.0",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fdff::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:0:1::1"
            })
    void privateAddressesAreNotPublic(String address) throws IOException {
        assertFalse(Target.isPublic(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "192.0.1.1", "2a00:1450::1"})
    void otherAddressesArePublic(String address) throws IOException {
        assertTrue(Target.isPublic(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://oversight.example/hook",
                "ftp://oversight.example",
                "https:///x",
                "https://user:secret@a.example/",
                "https://a.example/#x",
                "file:///etc/passwd",
                "nonsense"
            })
    void rejectsInvalidUrls(String url) {
        assertThrows(IllegalArgumentException.class, () -> Target.of(url, false));
    }

    @Test
    void rejectsNamesOfPrivateAddresses() throws IOException {
        IOException refused = assertThrows(IOException.class, () -> Target.of("https://localhost/hook", false)
                .check());
        assertEquals(
                "the target's address is private, loopback or not a host's; allow.private.targets=true allows it",
                refused.getMessage());
        Target.of("http://localhost/hook", true).check();
    }
}
