package city.pishkhan.gate.internal.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import city.pishkhan.gate.internal.Exchanged;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSyntaxTest {
    private final Map<String, String> answered = new HashMap<>();

    private void check(String query, String type, String coding) {
        HttpServletRequest request = Exchanged.fake(HttpServletRequest.class, (name, args) -> switch (name) {
            case "getQueryString" -> query;
            case "getHeader" -> args[0].equals("Content-Encoding") ? coding : type;
            default -> throw new AssertionError(name);
        });
        HttpServletResponse response = Exchanged.fake(
                HttpServletResponse.class, (name, args) -> answered.put((String) args[0], (String) args[1]));
        RequestSyntax.check(request, response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "application/json; charset=us-ascii",
                "application/problem+json; charset=UTF-8",
                "application/pdf; charset=windows-1256",
                "text/xml; charset=utf-16; action=\"urn:a;b\"",
                "application/soap+xml;charset=cp1256;",
                "text/xml;;; ;",
                "multipart/related; type=\"application/xop+xml\"; start=\"<a@b>\"; boundary=\"x y\"",
                "application/x-www-form-urlencoded; charset=iso-8859-1",
                "",
            })
    void takes(String type) {
        assertDoesNotThrow(() -> check(null, type, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=x-nonsense",
                "application/json; charset=utf-16",
                "application/json; charset=\"\"",
                "text/xml; charset=UTF-7",
                "text/xml; charset=IBM037",
                "text/xml; charset=utf-8; charset=x",
                "application/x-www-form-urlencoded; charset=utf-16",
                "application/pdf; charset=COMPOUND_TEXT",
                "text/xml; charset=%00",
            })
    void rejectsUnsupportedCharset(String type) {
        assertRefused(type, "charset.unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "a/b/c",
                "*/*",
                ";",
                "application/json; charset",
                "application/json; charset=\"utf-8",
                "application/json; charset=",
                "application/json charset=utf-8",
                "text/xml; charset=utf-8/../..",
            })
    void rejectsMalformedContentType(String type) {
        assertRefused(type, "content-type.malformed");
    }

    private void assertRefused(String type, String code) {
        Refusal refusal = assertThrows(Refusal.class, () -> check(null, type, null), type);
        assertEquals(code, refusal.code(), type);
        assertEquals("Content-Type", refusal.field());
        assertEquals(415, refusal.kind().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%z1", "a=%1", "%", "a=%zz&b=1", "a=%00", "a=b%u0661"})
    void rejectsMalformedQuery(String query) {
        Refusal refusal = assertThrows(Refusal.class, () -> check(query, null, null));
        assertEquals("query.malformed", refusal.code());
        assertEquals(400, refusal.kind().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wsdl", "a=%D8%B9&b=+&&=", "?a=b", "a=%ff"})
    void acceptsValidQuery(String query) {
        assertDoesNotThrow(() -> check(query, null, null));
    }

    @Test
    void rejectsCompressedBody() {
        assertDoesNotThrow(() -> check(null, null, "identity"));
        for (String coding : new String[] {"gzip", "br", "gzip, gzip", "x"}) {
            Refusal refusal = assertThrows(Refusal.class, () -> check(null, null, coding));
            assertEquals("content-encoding.unknown", refusal.code());
            assertEquals("identity", answered.get("Accept-Encoding"));
        }
    }
}
