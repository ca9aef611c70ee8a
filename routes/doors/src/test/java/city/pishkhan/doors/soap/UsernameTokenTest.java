package city.pishkhan.doors.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Caller;
import city.pishkhan.runtime.Requests;
import city.pishkhan.stubs.Stubs;
import jakarta.servlet.http.HttpServletRequest;
import java.io.StringReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.headers.Header;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.MessageImpl;
import org.apache.cxf.staxutils.StaxUtils;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

class UsernameTokenTest {
    private static final String OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    private static final String SECURITY = "<w:Security xmlns:w='" + OASIS + "wssecurity-secext-1.0.xsd' xmlns:u='"
            + OASIS + "wssecurity-utility-1.0.xsd'>%s</w:Security>";
    private static final String LOGIN = "<w:Username> fire </w:Username><w:Password>secret</w:Password>";
    private static final String TOKEN = "<w:UsernameToken>%s</w:UsernameToken>";

    private final UsernameToken interceptor =
            new UsernameToken(Clock.fixed(Instant.parse("2026-05-01T08:00:00Z"), ZoneOffset.UTC));
    private final Map<String, Object> attributes = new HashMap<>();
    private final Caller fire = new Caller("fire", Set.of("agency:fire"));

    @BeforeEach
    void acceptPasswordsAtGate() {
        attributes.put(Requests.PASSWORDS, (BiFunction<String, char[], Caller>) (user, password) -> {
            if (user.equals("fire") && String.valueOf(password).equals("secret")) {
                return fire;
            }
            throw new Refusal(Refusal.Kind.UNAUTHENTICATED, "login.failed", null, "No.", "نه.");
        });
    }

    private void receive(String... headers) {
        HttpServletRequest request = Stubs.strict(HttpServletRequest.class);
        doAnswer(call -> attributes.get(call.<String>getArgument(0)))
                .when(request)
                .getAttribute(any());
        doAnswer(call -> attributes.put(call.getArgument(0), call.getArgument(1)))
                .when(request)
                .setAttribute(any(), any());
        doAnswer(call -> attributes.remove(call.<String>getArgument(0)))
                .when(request)
                .removeAttribute(any());
        SoapMessage message = new SoapMessage(new MessageImpl());
        message.put(AbstractHTTPDestination.HTTP_REQUEST, request);
        for (String header : headers) {
            Element element = read(header);
            message.getHeaders().add(new Header(new QName(element.getNamespaceURI(), element.getLocalName()), element));
        }
        interceptor.handleMessage(message);
    }

    private static Element read(String xml) {
        try {
            return StaxUtils.read(new StringReader(xml)).getDocumentElement();
        } catch (javax.xml.stream.XMLStreamException e) {
            throw new AssertionError(e);
        }
    }

    private String refused(String... headers) {
        Fault fault = assertThrows(Fault.class, () -> receive(headers));
        assertNull(attributes.get(Requests.CALLER));
        return ((Refusal) fault.getCause()).code();
    }

    private static String security(String content) {
        return SECURITY.formatted(content);
    }

    private static String token(String content) {
        return security(TOKEN.formatted(content));
    }

    private static String timestamp(String created, String expires) {
        return "<u:Timestamp><u:Created>" + created + "</u:Created><u:Expires>" + expires
                + "</u:Expires></u:Timestamp>";
    }

    @Test
    void identifiesCallerByToken() {
        receive("<other/>", token(LOGIN));
        assertEquals(fire, attributes.get(Requests.CALLER));
    }

    @Test
    void acceptsPasswordOfTypeText() {
        receive(token("<w:Username>fire</w:Username><w:Password Type='" + OASIS
                + "username-token-profile-1.0#PasswordText'>secret</w:Password><w:Nonce>AAAA</w:Nonce>"
                + "<u:Created>2026-05-01T07:58:00Z</u:Created>"));
        assertEquals(fire, attributes.get(Requests.CALLER));
    }

    @Test
    void tokenOverridesClientCertificate() {
        attributes.put(Requests.CALLER, new Caller("water", Set.of("agency:water")));
        receive(token(LOGIN));
        assertEquals(fire, attributes.get(Requests.CALLER));
    }

    @Test
    void messageWithoutLoginHasNoCaller() {
        receive("<other/>");
        receive(security(timestamp("2026-05-01T08:00:00Z", "2026-05-01T08:05:00Z")));
        assertNull(attributes.get(Requests.CALLER));
    }

    @Test
    void rejectsWrongPassword() {
        Refusal refusal = assertThrows(
                Refusal.class, () -> receive(token("<w:Username>fire</w:Username><w:Password>wrong</w:Password>")));
        assertEquals("login.failed", refusal.code());
        assertNull(attributes.get(Requests.CALLER));
    }

    @Test
    void rejectsUnsupportedSecurityHeaders() {
        assertEquals("login.security-header", refused(security("<w:BinarySecurityToken/>" + TOKEN.formatted(LOGIN))));
        assertEquals("login.security-header", refused(security(TOKEN.formatted(LOGIN) + TOKEN.formatted(LOGIN))));
        assertEquals("login.security-header", refused(token(LOGIN), token(LOGIN)));
        assertEquals("login.username-token", refused(token("<w:Username>fire</w:Username>")));
        assertEquals(
                "login.password-type",
                refused(token("<w:Username>fire</w:Username><w:Password Type='" + OASIS
                        + "username-token-profile-1.0#PasswordDigest'>secret</w:Password>")));
    }

    @Test
    void rejectsSecondLogin() {
        attributes.remove(Requests.PASSWORDS);
        assertEquals("login.twice", refused(token(LOGIN)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-01T07:54:59Z, 2026-05-01T08:05:00Z, login.expired",
        "2026-05-01T08:05:01Z, 2026-05-01T08:10:00Z, login.expired",
        "2026-05-01T07:58:00Z, 2026-05-01T07:59:59Z, login.expired",
        "yesterday, 2026-05-01T08:05:00Z, login.timestamp"
    })
    void rejectsMessageOutsideTimeWindow(String created, String expires, String code) {
        assertEquals(code, refused(security(timestamp(created, expires) + TOKEN.formatted(LOGIN))));
    }

    @Test
    void ignoresHeadersOfOtherNamespaces() {
        receive("<Security><UsernameToken>" + "</UsernameToken></Security>");
        assertNull(attributes.get(Requests.CALLER));
        assertTrue(interceptor
                .getUnderstoodHeaders()
                .contains(new QName(OASIS + "wssecurity-secext-1.0.xsd", "Security")));
    }
}
