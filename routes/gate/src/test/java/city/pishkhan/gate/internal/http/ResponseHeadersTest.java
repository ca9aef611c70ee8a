package city.pishkhan.gate.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.gate.internal.Exchanged;
import city.pishkhan.runtime.Requests;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadersTest {

    private static Exchanged answered(Exchanged exchanged) {
        ResponseHeaders.identify(exchanged.request());
        ResponseHeaders.set(exchanged.request(), exchanged.response());
        return exchanged;
    }

    @Test
    void keepsCallerRequestId() {
        Exchanged exchanged = new Exchanged("/verify/x");
        exchanged.given.put("X-Request-Id", "abc-1");
        assertEquals("abc-1", ResponseHeaders.identify(exchanged.request()));
        assertEquals("abc-1", exchanged.attributes.get(Requests.REQUEST_ID));
    }

    /** An id that is not plain visible text is replaced, because it is written into the log and into headers. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "شناسه"})
    void replacesUnsafeRequestId(String given) {
        Exchanged exchanged = new Exchanged("/verify/x");
        exchanged.given.put("X-Request-Id", given);
        String id = ResponseHeaders.identify(exchanged.request());
        assertEquals(id, UUID.fromString(id).toString());
    }

    @Test
    void acceptsRequestIdUpTo100Characters() {
        Exchanged exchanged = new Exchanged("/verify/x");
        exchanged.given.put("X-Request-Id", "x".repeat(100));
        assertEquals("x".repeat(100), ResponseHeaders.identify(exchanged.request()));
        exchanged.given.put("X-Request-Id", "x".repeat(101));
        assertEquals(36, ResponseHeaders.identify(exchanged.request()).length());
    }

    @Test
    void leavesContentSecurityPolicyToConsole() {
        assertTrue(answered(new Exchanged("/verify/x")).answered.containsKey("Content-Security-Policy"));
        assertFalse(answered(new Exchanged("/console/")).answered.containsKey("Content-Security-Policy"));
    }

    @Test
    void requestsHttpsOnlyOverHttps() {
        Exchanged secure = new Exchanged("/verify/x");
        secure.secure = true;
        assertEquals("max-age=31536000", answered(secure).answered.get("Strict-Transport-Security"));
        assertFalse(answered(new Exchanged("/verify/x")).answered.containsKey("Strict-Transport-Security"));
    }

    @Test
    void resetRemovesDoorHeadersAndKeepsOwn() {
        Exchanged exchanged = answered(new Exchanged("/verify/x"));
        Map<String, String> own = Map.copyOf(exchanged.answered);
        exchanged.answered.put("ETag", "\"1\"");
        ResponseHeaders.reset(exchanged.request(), exchanged.response());
        assertEquals(own, exchanged.answered);
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHENTICATED, WWW-Authenticate, 'Bearer realm=\"pishkhan\"'",
        "UNAVAILABLE, Retry-After, 5",
        "TOO_MANY, Retry-After, 60"
    })
    void refusalSendsAdviceHeader(Refusal.Kind kind, String header, String value) {
        Exchanged exchanged = new Exchanged("/office/v1/cases");
        ResponseHeaders.challenge(exchanged.response(), new Refusal(kind, "code", null, "No.", "نه."));
        assertEquals(Map.of(header, value), exchanged.answered);
    }

    @Test
    void otherRefusalsSendNoAdviceHeader() {
        Exchanged exchanged = new Exchanged("/office/v1/cases");
        ResponseHeaders.challenge(
                exchanged.response(), new Refusal(Refusal.Kind.FORBIDDEN, "access.forbidden", null, "No.", "نه."));
        assertEquals(Map.of(), exchanged.answered);
    }
}
