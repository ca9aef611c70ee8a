package city.pishkhan.itests.doors;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sends probes to every door: raw requests with methods, headers, charsets, bodies and queries that no regular client sends, with and
 * without a login. No answer may be a 5xx, except the fault of SOAP 1.1, which has no other status.
 */
final class HttpProbes {
    private static final int TIMEOUT_MS = 30_000;
    private static final String JSON = "application/json";
    private static final String REST = "/office/v1/cases";
    private static final String ENVELOPE =
            "<s:Envelope xmlns:s=\"%s\" xmlns:p=\"urn:pishkhan:agency:v1\"><s:Body><p:getWorklist/></s:Body></s:Envelope>";
    private static final String ELEVEN = String.format(ENVELOPE, "http://schemas.xmlsoap.org/soap/envelope/");
    private static final String TWELVE = String.format(ENVELOPE, "http://www.w3.org/2003/05/soap-envelope");

    /**
     * One path of each door, and some unknown paths. {@code /verify} and {@code /track} are left out, because they count failed guesses.
     */
    private static final List<String> DOORS = List.of(
            REST,
            "/office/v1/openapi.json",
            "/agency/v1/worklist",
            "/committee/v1/decisions",
            "/oversight/v1/entries",
            "/operator/v1/loads",
            "/citizen/v1/login/code",
            "/auth/v1/token",
            "/auth/v1/session",
            "/soap/agency",
            "/soap/agency?wsdl",
            "/soap/office",
            "/pay/mellat/callback",
            "/complaints",
            "/rules",
            "/handbook/glossary",
            "/handbook/operations",
            "/contracts",
            "/contracts/utility",
            "/health/live",
            "/metrics",
            "/nothing",
            "/",
            "*");

    private static final List<String> METHODS = List.of(
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "PROPFIND",
            "PRI",
            "get",
            "G\u00e9T",
            "M".repeat(7_000));

    private static final Map<String, List<String>> HEADERS = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "Accept",
                    List.of("garbage", "*", "text/html;q=x", "a/b;q=9", ",,,", "\u00ff", "image/png", "*/json")),
            Map.entry("Accept-Language", List.of("-", "fa".repeat(300), "x;q=1.2.3", "\u00ff", "fa;q=,", "*", "-;-")),
            Map.entry("Accept-Charset", List.of("x-nonsense", "utf-16", "IBM037", "\u0080", "ISO-2022-JP")),
            Map.entry("Accept-Encoding", List.of("gzip", "gzip;q=x", "identity;q=0", "*;q=0")),
            Map.entry("Authorization", List.of("", "Bearer", "Basic", "Basic !!!", "Bearer \u00ff", "Digest x=y")),
            Map.entry("Connection", List.of("Upgrade, HTTP2-Settings", "\u0001")),
            Map.entry("Content-Encoding", List.of("gzip", "br", "x", "identity")),
            Map.entry("Content-Length", List.of("-1", "abc", "99999999999999999999", "1 2", "+5", "0x10")),
            Map.entry("Content-Type", List.of("garbage", "a/b/c", "*/*", ";", "text/xml;;", "x/y; charset=x-nonsense")),
            Map.entry(
                    "Cookie",
                    List.of("a=b; =;;", "pishkhan=\u00ff", "pishkhan=\"", "$Version=1; x=y", "a".repeat(9_000))),
            Map.entry("Expect", List.of("100-continue", "200-ok")),
            Map.entry("Forwarded", List.of("for=;;;", "for=\u00ff")),
            Map.entry("Host", List.of("", "a b", "x/y", "[::1", "x:99999", "evil.example", "\u00ff")),
            Map.entry("If-Match", List.of("*", "\"", "W/", "999999999999999999999", "-1", "\u00ff", "\"1\",\"2\"")),
            Map.entry("If-None-Match", List.of("\"", "*", ",", "\u00ff")),
            Map.entry("If-Modified-Since", List.of("yesterday", "Fri, 99 Nov 2026 99:99:99 GMT")),
            Map.entry("Origin", List.of("null", "\u00ff")),
            Map.entry("Range", List.of("bytes=-", "bytes=9-1", "lines=1", "bytes=99999999999999999999-")),
            Map.entry("Transfer-Encoding", List.of("gzip", "identity", "xchunked", "chunked, gzip", "chunked\u000b")),
            Map.entry("Upgrade", List.of("websocket", "h2c")),
            Map.entry(
                    "traceparent", List.of("00-x", "00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-00", "ff-\u00ff")),
            Map.entry("tracestate", List.of("=".repeat(600))),
            Map.entry("X-Forwarded-For", List.of("a", "\u00ff", ",".repeat(200))),
            Map.entry("X-HTTP-Method-Override", List.of("DELETE", "\u00ff")),
            Map.entry("X-Request-Id", List.of("\u00ff", "a b", "x".repeat(200))),
            Map.entry("X", List.of("y\u0000z", "a\rb", "y".repeat(20_000))),
            Map.entry("Bad Name", List.of("x")),
            Map.entry("\u00ff", List.of("x"))));

    private static final List<String> CHARSETS = List.of(
            "UTF-8",
            "utf8",
            "UTF-16",
            "UTF-16LE",
            "UTF-32",
            "windows-1256",
            "ISO-8859-1",
            "IBM037",
            "UTF-7",
            "ISO-2022-JP",
            "x-ISCII91",
            "x-nonsense",
            "\"UTF-8",
            "",
            "';drop",
            "%00",
            "utf-8/../..",
            "x".repeat(300));

    private static final List<String> QUERIES = List.of(
            "a=%",
            "a=%zz",
            "a=%ff",
            "a=%00",
            "a=%u0661",
            "a=%ED%A0%80",
            "limit=-1",
            "limit=99999999999999999999",
            "limit=1e9",
            "limit=%D9%A1",
            "limit=",
            "cursor=AAAA",
            "cursor=%FF",
            "from=99999-99-99",
            "after=9223372036854775808",
            "after=-1",
            "district=2147483648",
            "state=x",
            "subject=%27",
            "number=x",
            "a=b&".repeat(2_000),
            "_method=DELETE",
            "_type=xml",
            "_ctype=x",
            "_wadl",
            "wsdl=../../etc",
            "xsd=x",
            "x".repeat(9_000));

    private static final List<String> PATHS = List.of(
            "%",
            "%zz", "%00", "%ff", "%c0%ae", "%2e%2e", "%2f", "%5c", "//", "/./", "/../x", ";x", "\u00e9", "<", "{x}",
            "|");

    private static final List<String> LINES = List.of(
            "GARBAGE",
            "GET / HTTP/9.9",
            "GET /",
            "GET  /  HTTP/1.1",
            "GET /rules HTTP/1.0",
            "GET http://evil.example/rules HTTP/1.1\r\nHost: x",
            "GET /rules HTTP/1.1",
            "GET /rules HTTP/1.1\r\nHost: a\r\nHost: b",
            "GET /rules HTTP/1.1\r\nHost: x\r\n folded: y",
            "POST /auth/v1/token HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6",
            "POST /auth/v1/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 6",
            "POST /auth/v1/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}",
            "\u0016\u0003\u0001\u0002",
            "A".repeat(70_000) + " / HTTP/1.1\r\nHost: x",
            "GET /" + "a".repeat(70_000) + " HTTP/1.1\r\nHost: x",
            "GET / HTTP/1.1\r\nHost: x\r\n" + "X: y\r\n".repeat(9_000) + "X: y");

    private final URI hub;
    private final String agency;
    private final String clerk;
    private final Map<String, Integer> made = new TreeMap<>();
    private final Map<String, Integer> statuses = new TreeMap<>();

    /**
     * Creates a sender for one hub. A probe uses one of the two logins, or none.
     *
     * @param agency Authorization header of an agency's login
     * @param clerk Authorization header of an office's login
     */
    HttpProbes(URI hub, String agency, String clerk) {
        this.hub = hub;
        this.agency = agency;
        this.clerk = clerk;
    }

    /**
     * Sends all probes.
     *
     * @return number of probes of each kind, and number of answers of each status
     */
    String sendAll() throws IOException {
        methods();
        headers();
        charsets();
        bodies();
        addresses();
        for (String line : LINES) {
            probe("request lines", line, line + "\r\n\r\n", new byte[0]);
        }
        return made + ", answered " + statuses;
    }

    /** Status of an anonymous request without a body. */
    int status(String method, String path) throws IOException {
        return send(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", new byte[0])
                .status();
    }

    /** An anonymous GET with the given Host header. */
    DoorResponse getWithHost(String host, String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n", new byte[0]);
    }

    private static Map<String, String> anonymousHeaders() {
        return Map.of();
    }

    private Map<String, String> agency() {
        return Map.of("Authorization", agency);
    }

    private Map<String, String> clerk() {
        return Map.of("Authorization", clerk);
    }

    private void methods() throws IOException {
        for (String path : DOORS) {
            for (String method : METHODS) {
                for (Map<String, String> caller : List.of(anonymousHeaders(), clerk())) {
                    probe("methods", method, path, caller, new byte[0]);
                }
            }
        }
        for (int i = 0; i < 100; i++) {
            probe("methods", "INVENTED-" + i, REST, Map.of(), new byte[0]);
        }
    }

    private void headers() throws IOException {
        for (String path : List.of(REST, "/rules", "/soap/agency?wsdl", "/health/live")) {
            for (Map.Entry<String, List<String>> header : HEADERS.entrySet()) {
                for (String value : header.getValue()) {
                    Map<String, String> headers = new TreeMap<>(clerk());
                    headers.put(header.getKey(), value);
                    probe("headers", "GET", path, headers, new byte[0]);
                }
            }
        }
    }

    private void charsets() throws IOException {
        for (Map<String, String> caller : List.of(anonymousHeaders(), agency(), clerk())) {
            for (String charset : CHARSETS) {
                for (String path : List.of(REST, "/auth/v1/token", "/citizen/v1/login/code", "/auth/v1/session")) {
                    post("charsets", path, JSON + "; charset=" + charset, caller, text("{}"));
                }
                String form = "application/x-www-form-urlencoded; charset=";
                post("charsets", "/pay/mellat/callback", form + charset, caller, text("RefId=1"));
                post("charsets", "/complaints", JSON + ";charset=" + charset, caller, text("{\"kind\":\"x\"}"));
                String declared = "<?xml version=\"1.0\" encoding=\"" + charset + "\"?>";
                for (String type : List.of("text/xml", "text/xml; charset=utf-8", "text/xml; charset=" + charset)) {
                    post("charsets", "/soap/agency", type, caller, text(declared + ELEVEN));
                }
                String twelve = "application/soap+xml; charset=";
                post("charsets", "/soap/agency", twelve + charset, caller, text(TWELVE));
                post(
                        "charsets",
                        "/soap/agency",
                        PARTS,
                        caller,
                        parts("application/xop+xml; charset=" + charset, ELEVEN));
            }
        }
    }

    private static final String PARTS =
            "multipart/related; type=\"application/xop+xml\"; start=\"<r>\"; start-info=\"text/xml\"; boundary=\"b\"";

    private static byte[] parts(String type, String root) {
        return text("--b\r\nContent-Type: " + type + "\r\nContent-ID: <r>\r\n\r\n" + root + "\r\n--b--\r\n");
    }

    private void bodies() throws IOException {
        List<byte[]> bodies = List.of(
                new byte[0],
                text("\u00ff\u00fe{\u0000}\u0000"),
                text("{\"user\":\"\u00ff\u00fe\"}"),
                text("{\"user\":\"\\u0000\",\"password\":\"\\ud800\"}"),
                text("{\"service\":1e999999999,\"subject\":-0}"),
                text("[".repeat(2_000)),
                text("{\"user\""),
                text("null"),
                text("<x"),
                text(ELEVEN + "<x/>"),
                text("<?xml version=\"9.9\"?>" + ELEVEN),
                text(ELEVEN.replace("getWorklist/", "getWorklist>\u0000</p:getWorklist")),
                text(ELEVEN.replace("urn:pishkhan:agency:v1", "urn:other")),
                text(ELEVEN.replace("schemas.xmlsoap.org", "other")),
                parts("text/plain", "x"),
                parts("", ELEVEN),
                text("--b\r\n\r\n--b\r\n\r\n--b--"),
                text("--b\r\nContent-Type: text/xml"),
                text("a=%zz&b=%ff&=&&c"));
        List<String> types = List.of(
                JSON,
                "text/xml",
                "application/soap+xml",
                PARTS,
                "multipart/related",
                "multipart/related; boundary=\"\"",
                "multipart/related; boundary=" + "b".repeat(200),
                "multipart/form-data; boundary=b",
                "application/x-www-form-urlencoded",
                "application/octet-stream");
        for (byte[] body : bodies) {
            for (String type : types) {
                boolean xml = type.contains("xml") || type.startsWith("multipart/related");
                for (String path : xml
                        ? List.of("/soap/agency", "/soap/office")
                        : List.of(REST, "/auth/v1/token", "/pay/saman/callback")) {
                    for (Map<String, String> caller : List.of(anonymousHeaders(), xml ? agency() : clerk())) {
                        post("bodies", path, type, caller, body);
                    }
                }
            }
        }
    }

    private void addresses() throws IOException {
        Map<String, String> caller = clerk();
        for (String path :
                List.of(REST, "/agency/v1/worklist", "/oversight/v1/entries", "/rules", "/soap/office", "/")) {
            for (String query : QUERIES) {
                probe("addresses", "GET", path + "?" + query, caller, new byte[0]);
            }
            for (String more : PATHS) {
                probe("addresses", "GET", path + more, caller, new byte[0]);
            }
        }
    }

    private void post(String kind, String path, String type, Map<String, String> caller, byte[] body)
            throws IOException {
        Map<String, String> headers = new TreeMap<>(caller);
        headers.put("Content-Type", type);
        headers.put("Idempotency-Key", "probe");
        probe(kind, "POST", path, headers, body);
    }

    private void probe(String kind, String method, String path, Map<String, String> headers, byte[] body)
            throws IOException {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("Host", hub.getAuthority());
        all.put("Content-Length", String.valueOf(body.length));
        all.putAll(headers);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        all.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (!all.containsKey("Connection")) {
            head.append("Connection: close\r\n");
        }
        String name = kind + ": " + (method + " " + path + " " + headers).replaceAll("(.{300}).*", "$1…");
        probe(kind, name, head.append("\r\n").toString(), body);
    }

    private void probe(String kind, String name, String head, byte[] body) throws IOException {
        made.merge(kind, 1, Integer::sum);
        DoorResponse answer = send(head, body);
        if (answer == null) {
            // the server closed the connection, because the request was invalid or incomplete
            statuses.merge("none", 1, Integer::sum);
            return;
        }
        statuses.merge(String.valueOf(answer.status()), 1, Integer::sum);
        String type = answer.headers().getOrDefault("content-type", "");
        boolean fault = type.startsWith("text/xml") && answer.body().contains(":Client</faultcode>");
        String description = name + "\n→ " + answer;
        assertTrue(answer.status() < 500 || answer.status() == 500 && fault, description);
        assertFalse(answer.body().contains("\tat ") || answer.body().contains("<h2>HTTP ERROR"), description);
        if (answer.status() == 405) {
            assertTrue(answer.headers().containsKey("allow"), description);
        }
        if (answer.status() >= 400 && !answer.body().isEmpty()) {
            assertTrue(
                    fault
                            || type.startsWith("application/problem+json")
                            || type.startsWith("application/soap+xml")
                            || type.startsWith("text/html") && answer.body().contains("dir=\"rtl\""),
                    description);
        }
        if (answer.status() >= 400) {
            answer.expectNoInternals();
        }
    }

    /**
     * Sends raw bytes.
     *
     * @return {@code null} if the hub closes the connection without an answer
     */
    private DoorResponse send(String head, byte[] body) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Socket socket = new Socket(hub.getHost(), hub.getPort())) {
            socket.setSoTimeout(TIMEOUT_MS);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.write(head.getBytes(StandardCharsets.ISO_8859_1));
            request.write(body);
            request.writeTo(socket.getOutputStream());
            socket.shutdownOutput();
            socket.getInputStream().transferTo(all);
        } catch (java.net.SocketException e) {
            // the hub closed the connection; an earlier answer still counts
        }
        return all.size() == 0 ? null : read(all.toString(StandardCharsets.UTF_8));
    }

    private static DoorResponse read(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (text.startsWith("HTTP/1.1 100 ")) {
            return end + 4 == text.length() ? null : read(text.substring(end + 4));
        }
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        return new DoorResponse(Integer.parseInt(lines[0].split(" ")[1]), headers, text.substring(end + 4));
    }

    /** Encodes each character as one byte, so that a probe can contain any byte. */
    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
