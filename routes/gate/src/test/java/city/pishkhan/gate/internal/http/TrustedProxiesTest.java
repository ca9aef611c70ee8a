package city.pishkhan.gate.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;

import city.pishkhan.stubs.Stubs;
import city.pishkhan.tls.AdminPort;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static final TrustedProxies PROXIES =
            new TrustedProxies(List.of("10.0.0.0/8, 192.0.2.7", "2001:db8:aa::/48", ""));

    /** @param headers e.g. {@code Forwarded: for=192.0.2.1} */
    private static HttpServletRequest from(String peer, boolean secure, String... headers) {
        return from(null, peer, secure, headers);
    }

    private static HttpServletRequest from(Object admin, String peer, boolean secure, String... headers) {
        HttpServletRequest request = Stubs.strict(HttpServletRequest.class);
        doReturn(peer).when(request).getRemoteAddr();
        doReturn(secure).when(request).isSecure();
        doReturn(null).when(request).getAttribute(any());
        doReturn(admin).when(request).getAttribute(AdminPort.ATTRIBUTE);
        doAnswer(call -> lines(headers, call.getArgument(0)).findFirst().orElse(null))
                .when(request)
                .getHeader(any());
        doAnswer(call -> Collections.enumeration(
                        lines(headers, call.getArgument(0)).toList()))
                .when(request)
                .getHeaders(any());
        return request;
    }

    private static Stream<String> lines(String[] headers, String name) {
        String start = name + ": ";
        return Stream.of(headers).filter(h -> h.startsWith(start)).map(h -> h.substring(start.length()));
    }

    /** A proxy on this machine is trusted by its address, but no proxy leads to the admin port. */
    @Test
    void adminPortStaysLocalIfLoopbackIsTrusted() {
        TrustedProxies local = new TrustedProxies(List.of("127.0.0.0/8"));
        assertTrue(local.client(from(Boolean.TRUE, "127.0.0.1", false)).local());
        assertFalse(local.client(from(Boolean.TRUE, "127.0.0.1", false, "X-Forwarded-For: 127.0.0.1"))
                .local());
        assertFalse(local.client(from(null, "127.0.0.1", false)).local());
        assertFalse(local.client(from(Boolean.TRUE, "127.0.0.2", false)).local());
    }

    private static String client(String peer, String... headers) {
        ClientAddress client = PROXIES.client(from(peer, false, headers));
        assertFalse(client.local());
        return client.address() + (client.secure() ? " secure" : "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.1     | 203.0.113.9                          | 198.51.100.1",
                "10.1.2.3         | 203.0.113.9                          | 203.0.113.9",
                "192.0.2.7        | 203.0.113.9                          | 203.0.113.9",
                "192.0.2.8        | 203.0.113.9                          | 192.0.2.8",
                "2001:db8:aa:1::1 | 203.0.113.9                          | 203.0.113.9",
                "[2001:db8:aa::1] | 2001:db8::7                          | 2001:db8:0:0:0:0:0:7",
                "2001:db8:ab::1   | 203.0.113.9                          | 2001:db8:ab:0:0:0:0:1",
                "::ffff:10.1.2.3  | 203.0.113.9                          | 203.0.113.9",
                "10.1.2.3         | 1.2.3.4, 203.0.113.9                 | 203.0.113.9",
                "10.1.2.3         | 1.2.3.4, 203.0.113.9, 10.9.9.9       | 203.0.113.9",
                "10.1.2.3         | 127.0.0.1, 203.0.113.9, 192.0.2.7    | 203.0.113.9",
                "10.1.2.3         | 10.7.7.7, 10.9.9.9                   | 10.7.7.7",
                "10.1.2.3         | 203.0.113.9, unknown                 | 10.1.2.3",
                "10.1.2.3         | 203.0.113.9, unknown, 10.9.9.9       | 10.9.9.9",
                "10.1.2.3         | 203.0.113.9:4711                     | 203.0.113.9",
                "10.1.2.3         | [2001:db8::7]:4711                   | 2001:db8:0:0:0:0:0:7",
                "10.1.2.3         | example.org                          | 10.1.2.3",
                "10.1.2.3         | ','                                  | 10.1.2.3",
                "10.1.2.3         | 127.0.0.1                            | 127.0.0.1"
            })
    void readsForwardedForFromRight(String peer, String forwardedFor, String expected) {
        assertEquals(expected, client(peer, "X-Forwarded-For: " + forwardedFor));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=203.0.113.9                                                  | 203.0.113.9",
                "For=203.0.113.9;Proto=HTTPS                                      | 203.0.113.9 secure",
                "for=1.2.3.4;proto=https, for=203.0.113.9;proto=http;by=10.1.2.3  | 203.0.113.9",
                "for=203.0.113.9;proto=https, for=10.8.8.8;proto=http             | 203.0.113.9 secure",
                "'for=\"[2001:db8::7]:80\"'                                       | 2001:db8:0:0:0:0:0:7",
                "'for=\"203.0.113.9:80\";host=\"a, b\"'                           | 203.0.113.9",
                "for=203.0.113.9, for=_hidden                                     | 10.1.2.3",
                "for=203.0.113.9, proto=https                                     | 10.1.2.3",
                "for=1.2.3.4, \"broken                                           | 10.1.2.3",
                "\"broken, for=203.0.113.9                                       | 203.0.113.9",
                "nonsense                                                         | 10.1.2.3"
            })
    void readsForwardedHeader(String header, String expected) {
        assertEquals(expected, client("10.1.2.3", "Forwarded: " + header));
        assertEquals("198.51.100.1", client("198.51.100.1", "Forwarded: " + header));
    }

    /** Long headers do not overflow the stack. An earlier regular expression used one stack frame per repetition. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\\\\", "\\\"", ";", "a=b;", "for=\"", ","})
    void readsLongForwardedHeader(String part) {
        assertEquals(
                "203.0.113.9", client("10.1.2.3", "Forwarded: for=\"" + "\\x".repeat(50_000) + "\",for=203.0.113.9"));
        assertEquals("10.1.2.3", client("10.1.2.3", "Forwarded: for=\"" + part.repeat(50_000)));
        assertEquals("10.1.2.3", client("10.1.2.3", "Forwarded: " + part.repeat(50_000)));
    }

    @Test
    void schemeComesFromFirstTrustedProxy() {
        String two = "X-Forwarded-For: 203.0.113.9, 10.9.9.9";
        assertEquals("203.0.113.9 secure", client("10.1.2.3", two, "X-Forwarded-Proto: https"));
        assertEquals("203.0.113.9 secure", client("10.1.2.3", two, "X-Forwarded-Proto: https, http"));
        assertEquals("203.0.113.9", client("10.1.2.3", two, "X-Forwarded-Proto: http, https"));
        assertEquals("203.0.113.9", client("10.1.2.3", two, "X-Forwarded-Proto: https, https, http"));
        assertEquals("203.0.113.9", client("10.1.2.3", two));
        assertEquals("198.51.100.1", client("198.51.100.1", two, "X-Forwarded-Proto: https"));
        assertEquals("203.0.113.9", client("10.1.2.3", "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: gopher"));
    }

    /**
     * If the two forwarding headers differ, both are ignored: a proxy writes only one of them and may pass on the other
     * from its client.
     */
    @Test
    void contradictingHeadersAreIgnored() {
        assertEquals("203.0.113.9", client("10.1.2.3", "Forwarded: for=203.0.113.9", "X-Forwarded-For: 203.0.113.9"));
        assertEquals("10.1.2.3", client("10.1.2.3", "Forwarded: for=1.2.3.4", "X-Forwarded-For: 203.0.113.9"));
    }

    @Test
    void joinsRepeatedHeaders() {
        assertEquals(
                "203.0.113.9",
                client("10.1.2.3", "X-Forwarded-For: 1.2.3.4", "X-Forwarded-For: 203.0.113.9, 10.9.9.9"));
    }

    /** No address alone makes a caller count as local. {@code GateTest} covers the admin port. */
    @Test
    void loopbackAddressAloneIsNotLocal() {
        assertEquals(new ClientAddress("127.0.0.1", false, false), PROXIES.client(from("127.0.0.1", false)));
        assertEquals(new ClientAddress("0:0:0:0:0:0:0:1", true, false), PROXIES.client(from("[::1]", true)));
        assertEquals("127.0.0.1", client("127.0.0.1", "X-Forwarded-For: 127.0.0.1"));
        assertEquals("127.0.0.1", client("127.0.0.1", "Forwarded: for=127.0.0.1"));
        assertFalse(new TrustedProxies(List.of("127.0.0.1"))
                .client(from("127.0.0.1", false))
                .local());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.example.org",
                "10.0.0.0/33",
                "2001:db8::/129",
                "10.0.0/8",
                "10.0.0.256",
                "10.0.0.0/x",
                "/8"
            })
    void rejectsInvalidProxyAtStart(String proxy) {
        assertThrows(IllegalArgumentException.class, () -> new TrustedProxies(List.of(proxy)));
    }

    private static String network(String peer, String... headers) {
        return PROXIES.network(PROXIES.client(from(peer, false, headers)));
    }

    /** A proxy represents clients of many networks, so requests without a reported client count for none of them. */
    @Test
    void networkIsClientNetworkNeverProxyNetwork() {
        assertEquals("198.51.100.0/24", network("198.51.100.1"));
        assertEquals("203.0.113.0/24", network("10.1.2.3", "X-Forwarded-For: 203.0.113.9"));
        assertNull(network("10.1.2.3"));
        assertNull(network("10.1.2.3", "X-Forwarded-For: unknown"));
        assertNull(network("10.1.2.3", "X-Forwarded-For: 10.9.9.9"));
    }
}
