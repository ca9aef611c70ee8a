package city.pishkhan.gate.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartRuleTest {

    private static final String TYPE = "multipart/related; boundary=b-b";

    private static String parts(int n, String headers, String content) {
        return ("--b-b\r\n" + headers + "\r\n" + content + "\r\n").repeat(n) + "--b-b--\r\n";
    }

    private static void pass(String type, String body) {
        byte[] bytes = body.getBytes(ISO_8859_1);
        MultipartRule whole = MultipartRule.of(type);
        MultipartRule piecemeal = MultipartRule.of(type);
        Refusal first = refusal(() -> whole.pass(bytes, 0, bytes.length));
        Refusal second = refusal(() -> {
            for (int i = 0; i < bytes.length; i++) {
                piecemeal.pass(bytes, i, 1);
            }
        });
        assertEquals(first == null ? null : first.code(), second == null ? null : second.code());
        if (first != null) {
            throw first;
        }
    }

    private static Refusal refusal(Runnable work) {
        try {
            work.run();
            return null;
        } catch (Refusal e) {
            return e;
        }
    }

    private static String refused(String body) {
        Refusal refusal = assertThrows(Refusal.class, () -> pass(TYPE, body));
        assertEquals(Refusal.Kind.TOO_LARGE, refusal.kind());
        return refusal.code();
    }

    @Test
    void acceptsPartsUpToLimit() {
        assertDoesNotThrow(() -> pass(TYPE, parts(MultipartRule.MOST_PARTS, "Content-ID: <x>\r\n", "content")));
        assertEquals("multipart.parts", refused(parts(MultipartRule.MOST_PARTS + 1, "", "")));
    }

    @Test
    void requiresClosingDelimiter() {
        String whole = parts(2, "Content-ID: <x>\r\n", "content");
        assertDoesNotThrow(() -> parse(whole));
        assertDoesNotThrow(() -> parse(whole + "epilogue"));
        assertDoesNotThrow(() -> parse("--b-b--"));
        for (int length = whole.length() - 3; length > 0; length--) {
            String torn = whole.substring(0, length);
            assertEquals(
                    "request.broken",
                    assertThrows(Refusal.class, () -> parse(torn)).code());
        }
        assertThrows(Refusal.class, () -> parse("--b-bx-"));
        String more = whole + "--b-b\r\n\r\nand one more";
        assertEquals(
                "request.broken", assertThrows(Refusal.class, () -> parse(more)).code());
    }

    private static void parse(String body) {
        byte[] bytes = body.getBytes(ISO_8859_1);
        MultipartRule rule = MultipartRule.of(TYPE);
        rule.pass(bytes, 0, bytes.length);
        rule.end();
    }

    /**
     * Counts delimiters inside a line or inside another delimiter too, so that a lenient parser finds no part that was
     * not counted.
     */
    @Test
    void countsDelimitersAnywhere() {
        assertEquals("multipart.parts", refused("\r\n--b-b" + "x--b-b".repeat(30)));
        assertEquals("multipart.parts", refused("---b-b".repeat(30)));
        MultipartRule overlapping = MultipartRule.of("multipart/mixed; boundary=\"-a--\"");
        byte[] bytes = "---a--".concat("-a--".repeat(22)).getBytes(ISO_8859_1);
        Refusal refusal = assertThrows(Refusal.class, () -> overlapping.pass(bytes, 0, bytes.length));
        assertEquals("multipart.parts", refusal.code(), "--: end of one and beginning of the next");
    }

    @Test
    void limitsPartHeaders() {
        String header = "X: " + "x".repeat(1_000) + "\r\n";
        assertDoesNotThrow(() -> pass(TYPE, parts(2, header.repeat(3), "y".repeat(100_000))));
        assertEquals("multipart.headers", refused(parts(1, header.repeat(5), "")));
        assertEquals("multipart.headers", refused(parts(1, "X: y\r\n".repeat(21), "")));
        assertEquals("multipart.headers", refused("x".repeat(2_000) + parts(1, "", "")));
        assertEquals("multipart.headers", refused("--b-b\n" + "x".repeat(5_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/related",
                "multipart/related; boundary=",
                "multipart/related; boundary=\"\"",
                "multipart/related; boundary=a b",
                "multipart/related; boundary=a; boundary=b",
                "multipart/related; boundary=a; boundary*=b",
                "multipart/related; boundary*0=a; boundary=b",
                "multipart/related; boundary=a; BOUNDARY =b",
                "multipart/related; type=\"x; boundary=a\"; boundary=b",
                "multipart/related; boundary=\"a\nb\"",
                "multipart/related; boundary=سلام"
            })
    void requiresOneValidBoundary(String type) {
        assertEquals(
                "multipart.boundary",
                assertThrows(Refusal.class, () -> MultipartRule.of(type)).code());
    }

    @Test
    void acceptsBrowserBoundaries() {
        MultipartRule.of("multipart/form-data; boundary=----WebKitFormBoundaryQs8wVOvPhQoT5Xk7");
        MultipartRule.of("multipart/form-data; boundary=----geckoformboundary1f3ad0c2c1b2");
    }

    @Test
    void recognizesMultipartAnywhereInContentType() {
        assertTrue(MultipartRule.isMultipart("Multipart/Related"));
        assertTrue(MultipartRule.isMultipart("text/xml; x=multipart/related"));
        assertFalse(MultipartRule.isMultipart("application/json"));
        assertFalse(MultipartRule.isMultipart(null));
        assertDoesNotThrow(() -> MultipartRule.of(
                "multipart/related; type=\"application/xop+xml\"; boundary=\"uuid:1-2\"; start=\"<root>\""));
    }
}
